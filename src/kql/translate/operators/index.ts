// All tabular operators by the parser's kind of node, in alphabetical order.
import { asOperator } from './as-operator.ts';
import { countOperator } from './count-operator.ts';
import { datatableOperator } from './datatable-operator.ts';
import { distinctOperator } from './distinct-operator.ts';
import { evaluateOperator } from './evaluate-operator.ts';
import { extendOperator } from './extend-operator.ts';
import { externaldataOperator } from './externaldata-operator.ts';
import { getschemaOperator } from './getschema-operator.ts';
import { graphMatchOperator, makeGraphOperator } from './graph-match-operator.ts';
import { invokeOperator } from './invoke-operator.ts';
import { joinOperator, lookupOperator } from './join-operator.ts';
import { makeSeriesOperator } from './make-series-operator.ts';
import { mvApplyOperator, partitionOperator } from './mv-apply-operator.ts';
import { mvExpandOperator } from './mv-expand-operator.ts';
import { parseKvOperator } from './parse-kv-operator.ts';
import { parseOperator, parseWhereOperator } from './parse-operator.ts';
import { printOperator } from './print-operator.ts';
import {
  projectAwayOperator,
  projectByNamesOperator,
  projectKeepOperator,
  projectRenameOperator,
  projectReorderOperator,
} from './project-columns.ts';
import { projectOperator } from './project-operator.ts';
import { rangeOperator } from './range-operator.ts';
import { renderOperator } from './render-operator.ts';
import { sampleDistinctOperator, sampleOperator } from './sample-operator.ts';
import { scanOperator } from './scan-operator.ts';
import { findOperator, searchOperator } from './search-operator.ts';
import { serializeOperator } from './serialize-operator.ts';
import { sortOperator } from './sort-operator.ts';
import { summarizeOperator } from './summarize-operator.ts';
import type { TabularOperator } from './tabular-operator.ts';
import { takeOperator } from './take-operator.ts';
import { topHittersOperator } from './top-hitters-operator.ts';
import { topNestedOperator } from './top-nested-operator.ts';
import { topOperator } from './top-operator.ts';
import { unionOperator } from './union-operator.ts';
import { whereOperator } from './where-operator.ts';

const all: readonly TabularOperator[] = [
  asOperator,
  countOperator,
  datatableOperator,
  distinctOperator,
  evaluateOperator,
  extendOperator,
  externaldataOperator,
  findOperator,
  getschemaOperator,
  graphMatchOperator,
  invokeOperator,
  joinOperator,
  lookupOperator,
  makeGraphOperator,
  makeSeriesOperator,
  mvApplyOperator,
  mvExpandOperator,
  parseKvOperator,
  parseOperator,
  parseWhereOperator,
  partitionOperator,
  printOperator,
  projectAwayOperator,
  projectByNamesOperator,
  projectKeepOperator,
  projectOperator,
  projectRenameOperator,
  projectReorderOperator,
  rangeOperator,
  renderOperator,
  sampleDistinctOperator,
  sampleOperator,
  scanOperator,
  searchOperator,
  serializeOperator,
  sortOperator,
  summarizeOperator,
  takeOperator,
  topHittersOperator,
  topNestedOperator,
  topOperator,
  unionOperator,
  whereOperator,
];

export const tabularOperators: ReadonlyMap<string, TabularOperator> = new Map(
  all.map((operator) => [operator.syntaxKind, operator]),
);
