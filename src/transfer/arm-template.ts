// Finds the content in ARM JSON: portal exports, Repositories templates, converter output, REST answers, and lists of any of these.

import type { ContentKind } from '../content/content-item.ts';
import type { ResourceBody } from '../content/kinds/content-kind.ts';
import { positionFinder } from '../content/yaml/source-map.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isJsonMap } from '../json/json.ts';
import { evaluate, isExpression, lastSegment, type Scope } from './arm-expression.ts';
import { entryOf, type JsonNode, parseJson, plainJson, textOfNode } from './arm-json.ts';
import { type TransferCode, transferFinding } from './codes.ts';
import { collectionLike, collectionOfType, type ItemCollection, kindsIn, wordOf } from './collections.ts';
import { noneOf } from './kind-words.ts';

export interface TemplateItem {
  readonly kind: ContentKind;
  readonly id: string;
  readonly body: ResourceBody;
}

export interface TemplateContent {
  readonly items: readonly TemplateItem[];
  /** What is no content, or cannot be read as such, at its place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The content items of a JSON text. `file` is its name in diagnostics. Never throws on bad input. */
export function readTemplate(text: string, file: string): TemplateContent {
  const positionOf = positionFinder(text);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (code, message, at) =>
    diagnostics.push(transferFinding(code, message, { file, ...positionOf(at) }));
  const parsed = parseJson(text);
  if ('error' in parsed) {
    report('convert/bad-json', parsed.error.message, parsed.error.at);
    return { items: [], diagnostics };
  }
  const resources = resourcesOf(parsed.node);
  if (resources.length === 0) report('convert/no-content', 'The file holds no resources', parsed.node.at);
  const items = resources
    .flatMap(withChildren)
    .flatMap(({ node, scope, isTemplate }) =>
      isDeployed(node, { scope, isTemplate, report })
        ? readResource(node, { scope, isTemplate, report })
        : [],
    );
  return { items, diagnostics };
}

type Report = (code: TransferCode, message: string, at: number) => void;

interface PlacedResource {
  readonly node: JsonNode;
  readonly scope: Scope;
  /** In a template, a text in brackets is an expression; elsewhere it is a text. */
  readonly isTemplate: boolean;
}

const noScope: Scope = { parameter: () => undefined, variable: () => undefined };

function resourcesOf(node: JsonNode): PlacedResource[] {
  if (node.type === 'list') return node.items.flatMap(resourcesOf);
  const resources = entryOf(node, 'resources');
  if (resources !== undefined && entryOf(node, 'properties') === undefined) {
    const scope = scopeOf(node);
    return childrenOf(resources).map((child) => ({ node: child, scope, isTemplate: true }));
  }
  // The answer of a list request.
  const value = entryOf(node, 'value');
  if (value?.type === 'list') return value.items.flatMap(resourcesOf);
  const isEmpty = node.type === 'map' && node.entries.size === 0;
  return isEmpty
    ? []
    : [{ node, scope: noScope, isTemplate: isExpression(textOfNode(entryOf(node, 'name')) ?? '') }];
}

/** A resource, and those inside it; one that only holds others, as a workspace in Microsoft's templates of parsers, is none itself. */
function withChildren(resource: PlacedResource): PlacedResource[] {
  const inside = entryOf(resource.node, 'resources');
  const children = inside === undefined ? [] : childrenOf(inside);
  const isHolder = children.length > 0 && entryOf(resource.node, 'properties') === undefined;
  const below = children.flatMap((node) => withChildren({ ...resource, node }));
  return isHolder ? below : [resource, ...below];
}

/**
 * Whether a template makes the resource. One that exists is only referred to, which is nothing to report.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-declaration
 */
function isDeployed(node: JsonNode, { scope, isTemplate, report }: ReadContext): boolean {
  if (!isTemplate) return true;
  if (scalarOf(entryOf(node, 'existing'), scope) === true) return false;
  const loop = entryOf(node, 'copy');
  if (loop !== undefined) {
    report(
      'convert/loop',
      'The resource is made in a loop (`copy`), and a content file holds one item',
      loop.at,
    );
    return false;
  }
  const condition = entryOf(node, 'condition');
  if (condition === undefined) return true;
  const value = scalarOf(condition, scope);
  if (value === true) return true;
  report(
    'convert/condition',
    value === false
      ? 'The condition of the resource is false: it was left out'
      : 'The resource is deployed under a condition, and its content file is deployed always',
    condition.at,
  );
  return value !== false;
}

/** The value of a scalar of a template; undefined where the file alone does not say it. */
function scalarOf(node: JsonNode | undefined, scope: Scope): unknown {
  if (node?.type !== 'scalar') return undefined;
  if (typeof node.value !== 'string') return node.value;
  const evaluated = evaluate(node.value, scope);
  return 'value' in evaluated ? evaluated.value : undefined;
}

/** Templates with symbolic names have a map of resources. */
function childrenOf(resources: JsonNode): readonly JsonNode[] {
  if (resources.type === 'list') return resources.items;
  return resources.type === 'map' ? [...resources.entries.values()] : [resources];
}

/** A part of a value is not known; never leaves this file. */
class NoValue extends Error {}

function scopeOf(template: JsonNode): Scope {
  // What refers to itself has no value.
  const visited = new Set<JsonNode>();
  const plain = (node: JsonNode | undefined): unknown => {
    if (node === undefined || visited.has(node)) return undefined;
    visited.add(node);
    try {
      return plainJson(node, (value) => {
        if (typeof value !== 'string') return value;
        const evaluated = evaluate(value, scope);
        if ('value' in evaluated) return evaluated.value;
        throw new NoValue();
      });
    } catch (thrown) {
      if (thrown instanceof NoValue) return undefined;
      throw thrown;
    } finally {
      visited.delete(node);
    }
  };
  const scope: Scope = {
    parameter: (name) => plain(entryOf(entryOf(entryOf(template, 'parameters'), name), 'defaultValue')),
    variable: (name) => plain(entryOf(entryOf(template, 'variables'), name)),
  };
  return scope;
}

interface ReadContext {
  readonly scope: Scope;
  readonly isTemplate: boolean;
  readonly report: Report;
}

function readResource(node: JsonNode, context: ReadContext): TemplateItem[] {
  const { report } = context;
  if (node.type !== 'map') {
    report(
      'convert/not-a-resource',
      'A resource was expected: a map with type, name and properties',
      node.at,
    );
    return [];
  }
  const collection = collectionOf(node, report);
  if (collection === undefined) return [];
  const properties = entryOf(node, 'properties');
  if (properties?.type !== 'map') {
    report('convert/not-a-resource', 'The resource has no properties', (properties ?? node).at);
    return [];
  }
  const id = idOf(node, context);
  const plain = readProperties(properties, context);
  const kinds = kindsIn(collection);
  const resourceKind = textOfNode(entryOf(node, 'kind'));
  const [needy] = kinds.filter(({ resourceKinds }) => resourceKinds.length > 0);
  if (needy !== undefined && resourceKind === undefined) {
    const message = `The ${needy.words.one} has no kind, such as ${needy.resourceKinds[0]}`;
    report('convert/not-a-resource', message, node.at);
    return [];
  }
  if (id === undefined || plain === undefined) return [];
  const body: ResourceBody =
    needy === undefined ? { properties: plain } : { kind: resourceKind, properties: plain };
  const definition = kinds.find((each) => each.isOfKind(body));
  if (definition === undefined) {
    const category = String(plain['category'] ?? plain['Category'] ?? 'none');
    report(
      'convert/unsupported-resource',
      `The ${wordOf(collection)} is ${noneOf(kinds)}: its category is ${category}`,
      node.at,
    );
    return [];
  }
  return [{ kind: definition.kind, id, body }];
}

/** Without a type, as lists of rules are passed around, the resource itself shows it. */
function collectionOf(node: JsonNode, report: Report): ItemCollection | undefined {
  const typeNode = entryOf(node, 'type');
  const type = textOfNode(typeNode);
  if (type === undefined) {
    const collection = collectionLike(node);
    if (collection !== undefined) return collection;
    report('convert/not-a-resource', 'Neither type nor kind says what this is', (typeNode ?? node).at);
    return undefined;
  }
  const collection = collectionOfType(type);
  if (collection !== undefined) return collection;
  report('convert/unsupported-resource', `A resource of type ${type} is ${noneOf()}`, typeNode!.at);
  return undefined;
}

/** The end of the name; saved searches come without one, and the resource id ends in the same. */
function idOf(node: JsonNode, { scope, isTemplate, report }: ReadContext): string | undefined {
  const nameNode = entryOf(node, 'name') ?? entryOf(node, 'id');
  const name = textOfNode(nameNode);
  if (name === undefined) {
    report('convert/no-id', 'The resource has no name, which is the id of the item', (nameNode ?? node).at);
    return undefined;
  }
  const id = isTemplate ? lastSegment(name, scope) : name.split('/').at(-1);
  if (id === undefined || id === '') {
    report('convert/no-id', `The id cannot be read from the name ${name}`, nameNode!.at);
    return undefined;
  }
  return id;
}

function readProperties(
  properties: JsonNode,
  { scope, isTemplate, report }: ReadContext,
): Readonly<Record<string, unknown>> | undefined {
  let isGood = true;
  const plain = plainJson(properties, (value, at) => {
    if (!isTemplate || typeof value !== 'string') return value;
    const evaluated = evaluate(value, scope);
    if ('value' in evaluated) return evaluated.value;
    report('convert/unknown-value', evaluated.problem, at);
    isGood = false;
    return null;
  });
  return isGood && isJsonMap(plain) ? plain : undefined;
}
