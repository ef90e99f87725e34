// Parsers: Azure-Sentinel YAML of solutions and of ASIM in, saved searches with an alias out: functions that queries call.

import { filledText, type JsonMap, valueAtPath } from '../../json/json.ts';
import type { ContentItem } from '../content-item.ts';
import { parametersText, parameterValues, readParameters } from '../model/function-parameters.ts';
import { parserFields as fields } from '../model/parser.ts';
import type { ContentKindDefinition, Identity, ResourceBody } from './content-kind.ts';
import { huntingCategory } from './hunting-query.ts';
import { identifyingText } from './identity.ts';
import { savedSearchProperties } from './saved-search.ts';
import {
  canonicalSearch,
  overlaySearch,
  searchBody,
  searchPaths,
  searchValues,
  statedSearchPaths,
  unknownOfSearch,
} from './search-body.ts';

const places = {
  name: ['Function', 'Title'],
  description: ['Description'],
  query: ['FunctionQuery'],
  version: ['Function', 'Version'],
} as const;

export const parser: ContentKindDefinition = {
  kind: 'parser',
  words: { one: 'parser', many: 'parsers' },
  folder: 'parsers',
  folderKey: 'parsers',
  fields,
  places,
  identify,
  recognises: (values) => Object.hasOwn(values, 'FunctionQuery') || Object.hasOwn(values, 'FunctionName'),
  resourceKinds: [],
  collection: 'savedSearches',
  isOfKind: (body) =>
    aliasOf(body) !== undefined && savedSearchProperties(body)['category'] !== huntingCategory,
  metadata: { kind: 'Parser', namePrefix: 'parser-' },
  holdsDeletedIds: false,
  gives: (body) => [aliasOf(body)].filter((alias) => alias !== undefined),
  asFunction,
  caseKeys: ['arguments', 'none', 'rows', 'rowCount'],
  overrides: [],
  runsQuery: () => true,
  isDetection: false,
  makesAlerts: false,
  isCheckedOnWrite: false,
  runsInDefender: false,
  toBody,
  createDefaults: () => ({}),
  canonical,
  statedPaths: statedSearchPaths,
  overlay,
  unknown: unknownOfSearch,
  fileValues,
  canonicalPaths: () => ({
    ...searchPaths(fields),
    Function: [['displayName']],
    FunctionName: [['functionAlias']],
  }),
  withoutDefaults: (body) => body,
  fileExtras: () => ({}),
  isSetByService: () => false,
  mayHaveVersion: () => true,
};

/** A file without an id is what Microsoft's templates make of it: a resource with the name of the function. */
function identify(values: JsonMap): Identity {
  const name = functionName(values);
  return {
    id: identifyingText(values['id']) || name,
    name: identifyingText(valueAtPath(values, places.name)) || name,
  };
}

function functionName({ FunctionAlias: alias, FunctionName: name }: JsonMap): string {
  return identifyingText(alias) || identifyingText(name);
}

function aliasOf(body: ResourceBody): string | undefined {
  return filledText(savedSearchProperties(body)['functionAlias']);
}

function asFunction(values: JsonMap) {
  const [name, body] = [functionName(values), values['FunctionQuery']];
  return name === '' || typeof body !== 'string'
    ? undefined
    : { name, parameters: parametersOf(values), body };
}

function parametersOf({ FunctionParams: parameters }: JsonMap): string {
  return parametersText(readParameters(parameters).parameters);
}

/**
 * A file without parameters says that the function has none: it would not do with those of an earlier version. The categories are those
 * of Microsoft's own templates.
 */
function toBody({ values }: ContentItem): ResourceBody {
  const category = values['Normalization'] === undefined ? 'Microsoft Sentinel Parser' : 'ASIM';
  const { properties } = searchBody(values, fields, { category });
  const { name } = identify(values);
  return {
    properties: {
      displayName: name,
      functionAlias: functionName(values),
      ...properties,
      functionParameters: parametersOf(values),
    },
  };
}

function canonical(body: ResourceBody): JsonMap {
  const { functionParameters, ...rest } = canonicalSearch(body, fields);
  const { parameters, fault } = readParameters(functionParameters);
  const text = fault === undefined ? parametersText(parameters) : functionParameters;
  return text === '' ? rest : { ...rest, functionParameters: text };
}

/** Where nobody has parameters, none are sent. */
function overlay(desired: ResourceBody, deployed: ResourceBody): ResourceBody {
  const { functionParameters, ...rest } = overlaySearch(desired, deployed).properties;
  const isNeeded = functionParameters !== '' || savedSearchProperties(deployed)['functionParameters'];
  return { properties: isNeeded ? { ...rest, functionParameters } : rest };
}

function fileValues(body: ResourceBody): JsonMap {
  const { FunctionParams: text, ...values } = searchValues(body, fields);
  const { displayName } = savedSearchProperties(body);
  const alias = aliasOf(body);
  return {
    ...values,
    ...(typeof displayName === 'string' ? { Function: { Title: displayName.trim() } } : {}),
    ...(alias === undefined ? {} : { FunctionName: alias }),
    ...(typeof text === 'string' && text.trim() !== '' ? { FunctionParams: parameterValues(text) } : {}),
  };
}
