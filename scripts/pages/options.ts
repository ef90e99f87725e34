// Makes docs/reference/options.md, every option of environments/*.yaml and sentinel-sync.yaml, from their descriptions.
import { environmentFile } from '../../src/environments/environment-options.ts';
import type { Described, DescribedField, Form } from '../../src/environments/option.ts';
import { projectFile } from '../../src/environments/project-options.ts';
import { withoutIt } from './option-schema.ts';

/** The whole page, Markdown. A test keeps the file equal to it. */
export function renderOptions(): string {
  return `<!-- Generated from src/environments. Do not edit. -->
# Options

Each option of the two kinds of configuration files: what may be written, what holds without it, and what it means. \`[]\` stands for the entries of a list. Editors check both files with the schemas in \`docs/schemas/\`. [Environments](../guides/environments.md) shows them at work.

## environments/NAME.yaml

${section(environmentFile)}
## sentinel-sync.yaml

${section(projectFile)}`;
}

function section(file: Described): string {
  return `${file.about}

| option | value | without it | meaning |
|---|---|---|---|
${rowsBelow(file.form, '', new Map()).join('\n')}
`;
}

/** Maps that have rows already, and where. */
type Shown = Map<Form, string>;

/** The rows of what may stand below a path. */
function rowsBelow(form: Form, path: string, shown: Shown): readonly string[] {
  if (form.kind === 'list') return rowsBelow(form.each.form, `${path}[]`, shown);
  if (form.kind === 'either')
    return form.of.flatMap((one) => rowsBelow(withoutAbsence(one.form), path, shown));
  if (form.kind !== 'map' || shown.has(form)) return [];
  shown.set(form, path);
  return Object.entries(form.fields).flatMap(([key, field]) =>
    rowsOf(path === '' ? key : `${path}.${key}`, field, shown),
  );
}

/** A key that stands for one of several forms is not required: another may stand there. */
function withoutAbsence(form: Form): Form {
  if (form.kind !== 'map') return form;
  const fields = Object.entries(form.fields).map(
    ([key, field]) => [key, { ...field, absence: { kind: 'empty' } }] as const,
  );
  return { ...form, fields: Object.fromEntries(fields) };
}

function rowsOf(path: string, { option, absence }: DescribedField, shown: Shown): readonly string[] {
  const { form, about } = option;
  const without = absence.kind === 'refused' ? 'required' : (withoutIt(absence) ?? '');
  const cells = [`\`${path}\``, valueOrPlace(form, shown), without, about];
  return [
    `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`,
    ...rowsBelow(form, path, shown),
  ];
}

function valueOrPlace(form: Form, shown: Shown): string {
  const each = form.kind === 'list' ? form.each.form : form;
  const place = shown.get(each);
  if (place === undefined) return valueWords(form);
  return form.kind === 'list' ? `list; entries as \`${place}\`` : `as \`${place}\``;
}

function valueWords(form: Form): string {
  switch (form.kind) {
    case 'text':
      return 'text';
    case 'words':
      return 'text, or list of texts';
    case 'switch':
      return 'true or false';
    case 'count':
      return `whole number, ${form.least} or more`;
    case 'choice':
      return form.of.join(', ');
    case 'constant':
      return `\`${form.value}\``;
    case 'list':
      return form.each.form.kind === 'map'
        ? 'list'
        : form.each.form.kind === 'text'
          ? 'list of texts'
          : `list of ${valueWords(form.each.form)}`;
    case 'map':
      return 'map';
    case 'either':
      return form.of
        .map(({ form: one }) => (one.kind === 'map' ? keysOf(one.fields) : valueWords(one)))
        .join(', or ');
    case 'own':
      return form.words;
  }
}

function keysOf(fields: Readonly<Record<string, DescribedField>>): string {
  return Object.keys(fields)
    .map((key) => `\`${key}:\``)
    .join(', ');
}
