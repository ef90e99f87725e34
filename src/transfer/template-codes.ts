// The codes of findings about ARM JSON that is converted: what each means and what to do about it.
import type { Diagnostic, Position } from '../diagnostics/diagnostic.ts';
import { everyKind, noneOf } from './kind-words.ts';

export const templateCodes = {
  'convert/bad-json': {
    summary: 'The file is not JSON.',
    hint: 'Export it again, or correct it at this place.',
  },
  'convert/condition': {
    summary: 'The template deploys the resource under a condition only; a content file has none.',
    hint: 'Leave the file out of an environment with `content: { exclude: ... }` where the condition is false.',
    severity: 'warning',
  },
  'convert/loop': {
    summary: 'The template makes the resource in a loop, so it stands for several items.',
    hint: 'Export the items themselves from the workspace, or write the resources out.',
  },
  'convert/no-content': {
    summary: 'The file holds no resources at all.',
    hint: 'Name an ARM template, a resource, or a list of resources.',
  },
  'convert/no-id': {
    summary: 'The resource has no name that can be read; its last part is the id of the content item.',
    hint: 'Write the id of the item as the last part of the name.',
  },
  'convert/not-a-resource': {
    summary: 'A value stands where an ARM resource was expected, or the resource lacks what makes it one.',
    hint: 'Give it type, name, kind and properties, as an export has them.',
  },
  'convert/unknown-value': {
    summary: 'A value is a template expression that the file alone does not decide.',
    hint: 'Write the value itself in place of the expression, or give the parameter a defaultValue.',
  },
  'convert/unsupported-resource': {
    summary: `The resource is ${noneOf()}; the others of the file were converted.`,
    hint: `Deploy it as before: only ${everyKind} are content here.`,
  },
} as const satisfies Record<
  string,
  { readonly summary: string; readonly hint: string; readonly severity?: Diagnostic['severity'] }
>;

export type TemplateCodeName = keyof typeof templateCodes;

/** A finding of `code` with the table's hint; an error where the table says nothing else. */
export function templateDiagnostic(
  code: TemplateCodeName,
  message: string,
  { file, at }: { readonly file: string; readonly at?: Position | undefined },
): Diagnostic {
  const { hint, severity = 'error' }: { hint: string; severity?: Diagnostic['severity'] } =
    templateCodes[code];
  return { code, severity, message, file, line: at?.line, column: at?.column, hint };
}
