// Replaces ${VAR} in the values of an environment file.
import { isJsonMap, own } from '../json/json.ts';
import { type ConfigNode, configError, writtenKey } from './config-reader.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** `$${` is a literal `${`; then `${NAME}` or `${NAME:-default}`; then any other `${`, which is a mistake. */
const reference = /\$\$\{|\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}|\$\{/g;

/**
 * The node with every `${NAME}` and `${NAME:-default}` in its texts replaced (keys stay as they are); `$${` stands for `${`.
 * Throws a UserError at the reference when the variable is unset or empty and there is no default.
 */
export function interpolate(node: ConfigNode, variables: Variables): ConfigNode {
  const originals = new Map<string, string>();
  const value = interpolateValue(node, variables, originals);
  return { ...node, value, document: { ...node.document, originals: originals } };
}

/**
 * Variables that hold what signs in. Whatever an environment file says ends up in plans, logs and requests, so no value may come from
 * them. https://learn.microsoft.com/javascript/api/@azure/identity/environmentcredential
 */
const credentials: ReadonlySet<string> = new Set([
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'AZURE_CLIENT_SECRET',
  'AZURE_PASSWORD',
  'GH_TOKEN',
  'GITHUB_TOKEN',
  'SYSTEM_ACCESSTOKEN',
]);

function interpolateValue(node: ConfigNode, variables: Variables, originals: Map<string, string>): unknown {
  const { value, path, document } = node;
  if (typeof value === 'string') {
    const text = interpolateText(node, value, variables);
    if (text !== value) originals.set(writtenKey(path), value);
    return text;
  }
  if (Array.isArray(value)) {
    return value.map((item, i) =>
      interpolateValue({ value: item, path: [...path, i], document }, variables, originals),
    );
  }
  if (!isJsonMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      interpolateValue({ value: inner, path: [...path, key], document }, variables, originals),
    ]),
  );
}

function interpolateText(node: ConfigNode, text: string, variables: Variables): string {
  return text.replace(reference, (whole, name: string | undefined, fallback: string | undefined, ...rest) => {
    if (whole === '$${') return '${';
    const at = node.document.insideAt(node.path, rest[0] as number);
    if (name === undefined) {
      throw configError(node, 'A variable reference is not closed or not well-formed', {
        at,
        hint: 'Write ${NAME} or ${NAME:-default}; write $${ for a literal ${.',
      });
    }
    if (credentials.has(name.toUpperCase())) {
      throw configError(
        node,
        `The environment variable ${name} holds a credential, which is no value of an environment`,
        {
          code: 'environment/credential',
          at,
          hint: 'Sign in with it: the Azure SDK reads it by itself. Take another variable for the value.',
        },
      );
    }
    const value = own(variables, name);
    if (value !== undefined && value !== '') return value;
    if (fallback !== undefined) return fallback;
    throw configError(node, `The environment variable ${name} is ${value === '' ? 'empty' : 'not set'}`, {
      code: 'environment/unset-variable',
      at,
      hint: `Set it, for example \`export ${name}=...\`, or give a default: \${${name}:-value}.`,
    });
  });
}
