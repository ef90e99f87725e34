// Writes docs/reference/content-format.md from the models of the content kinds.
import type { ContentKindDefinition } from '../../src/content/kinds/content-kind.ts';
import { allContentKinds } from '../../src/content/kinds/kinds.ts';
import type { Field, Fields, FieldType } from '../../src/content/model/field.ts';
import { fileKeys } from '../../src/content/model/fields.ts';
import { writtenWords } from '../../src/content/model/words.ts';

/** The whole page, Markdown. A test keeps the file equal to it. */
export function renderContentFormat(): string {
  return `<!-- Generated from src/content/model. Do not edit. -->
# Fields of content files

What each key of a content file is; [the content format](../content-format.md) says what the tool makes of it. The [schemas](../schemas/) say the same to editors.
Required: *service* where Azure refuses an item without it, *templates* where only Microsoft's validation of published templates does, *tool* where this tool cannot do without it.
A default in brackets is the service's own: nothing is sent. Keys may start with a capital.

${allContentKinds.map(renderKind).join('\n\n')}
`;
}

function renderKind({ words, fields }: ContentKindDefinition): string {
  const title = words.many[0]?.toUpperCase() + words.many.slice(1);
  const hasKinds = fields['kind'] !== undefined;
  const columns = ['key', 'type', 'required', ...(hasKinds ? ['kinds'] : []), 'default', 'meaning'];
  return [
    `## ${title}`,
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---|').join('')}`,
    ...rowsOf(fields, '').map(
      ({ key, field }) =>
        `| ${[`\`${key}\``, `${types[field.type]}${field.orText === true ? ', or text' : ''}`, requirement(field), ...(hasKinds ? [kindsOf(field)] : []), standard(field), meaning(field)].join(' | ')} |`,
    ),
  ].join('\n');
}

interface Row {
  readonly key: string;
  readonly field: Field;
}

function rowsOf(fields: Fields, above: string): readonly Row[] {
  return fileKeys(fields).flatMap((name) => {
    const [key, field] = [`${above}${name}`, fields[name]!];
    const below = field.type === 'maps' ? `${key}[].` : `${key}.`;
    return [{ key, field }, ...rowsOf(field.fields ?? {}, below)];
  });
}

const types = {
  text: 'text',
  number: 'whole number',
  boolean: 'true or false',
  duration: 'length of time',
  techniques: 'list of techniques',
  words: 'list of texts',
  list: 'list',
  map: 'map',
  maps: 'list of maps',
  'named texts': 'map of texts',
} as const satisfies Record<FieldType, string>;

function requirement({ required, requiredOf, recommended }: Field): string {
  if (required === undefined) return recommended === true ? 'recommended' : '';
  return requiredOf === undefined ? required : `${required}: ${requiredOf.join(', ')}`;
}

function kindsOf({ kinds, inEveryFile }: Field): string {
  if (kinds === undefined) return '';
  return `${kinds.join(', ')}${inEveryFile === true ? '; elsewhere for readers' : ''}`;
}

function standard(field: Field): string {
  if (field.default !== undefined) return `\`${field.default}\``;
  return field.implied === undefined ? '' : `(\`${field.implied}\`)`;
}

function meaning(field: Field): string {
  const words = writtenWords(field).map((word) => `\`${word}\``);
  const choice = words.length === 0 ? [] : [`One of ${words.join(', ')}.`];
  const length = field.longest === undefined ? [] : [`At most ${field.longest} characters.`];
  const range = field.range === undefined ? [] : [`From ${field.range[0]} to ${field.range[1]}.`];
  const aliases = field.aliases === undefined ? [] : [`Also \`${field.aliases.join('`, `')}\`.`];
  return [field.meaning, ...choice, ...length, ...range, ...aliases].join(' ').replaceAll('|', '\\|');
}
