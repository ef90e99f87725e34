// Every check, in alphabetical order of its code.
import { advancedHunting } from './advanced-hunting.ts';
import { agoBeyondPeriod } from './ago-beyond-period.ts';
import { alertDetailsFormat } from './alert-details-format.ts';
import { bareNumberDuration } from './bare-number-duration.ts';
import { binding } from './binding.ts';
import { caseFoldedComparison } from './case-folded-comparison.ts';
import { changedId } from './changed-id.ts';
import type { Check } from './check.ts';
import { columnNotInResult } from './column-not-in-result.ts';
import { columnNotVerifiable } from './column-not-verifiable.ts';
import { columnOnDemand } from './column-on-demand.ts';
import { contains } from './contains.ts';
import { controlCharacter } from './control-character.ts';
import { customDetails } from './custom-details.ts';
import { descriptionLength } from './description-length.ts';
import { descriptionSameAsName } from './description-same-as-name.ts';
import { descriptionStart } from './description-start.ts';
import { duplicateFileName } from './duplicate-file-name.ts';
import { duplicateFunction } from './duplicate-function.ts';
import { duplicateId } from './duplicate-id.ts';
import { duplicateIdentifier } from './duplicate-identifier.ts';
import { duplicateName } from './duplicate-name.ts';
import { durationRange } from './duration-range.ts';
import { dynamicEntityColumn } from './dynamic-entity-column.ts';
import { entityMappingCount } from './entity-mapping-count.ts';
import { fieldMappingCount } from './field-mapping-count.ts';
import { fieldNotOfKind } from './field-not-of-kind.ts';
import { frequencyTooShortForPeriod } from './frequency-too-short-for-period.ts';
import { incidentGrouping } from './incident-grouping.ts';
import { ingestionWindow } from './ingestion-window.ts';
import { invalidAggregationKind } from './invalid-aggregation-kind.ts';
import { invalidColumnName } from './invalid-column-name.ts';
import { invalidDataConnector } from './invalid-data-connector.ts';
import { invalidDuration } from './invalid-duration.ts';
import { invalidFunctionName } from './invalid-function-name.ts';
import { invalidId } from './invalid-id.ts';
import { invalidKind } from './invalid-kind.ts';
import { invalidParameters } from './invalid-parameters.ts';
import { invalidSeverity } from './invalid-severity.ts';
import { invalidTactic } from './invalid-tactic.ts';
import { invalidTechnique } from './invalid-technique.ts';
import { invalidTriggerOperator } from './invalid-trigger-operator.ts';
import { invalidTriggerThreshold } from './invalid-trigger-threshold.ts';
import { invalidVersion } from './invalid-version.ts';
import { leftoverPlaceholder } from './leftover-placeholder.ts';
import { legacyEntity } from './legacy-entity.ts';
import { missingCase } from './missing-case.ts';
import { missingField } from './missing-field.ts';
import { missingIdentifier } from './missing-identifier.ts';
import { missingRecommendedField } from './missing-recommended-field.ts';
import { missingWatchlistCheck } from './missing-watchlist.ts';
import { nameCase } from './name-case.ts';
import { nameLength } from './name-length.ts';
import { namePeriod } from './name-period.ts';
import { noHostAccountIp } from './no-host-account-ip.ts';
import { noIngestionDelay } from './no-ingestion-delay.ts';
import { noTabularResult } from './no-tabular-result.ts';
import { notAFunctionBody } from './not-a-function-body.ts';
import { notInSentinel } from './not-in-sentinel.ts';
import { notMaterialized } from './not-materialized.ts';
import { notOfItsKind } from './not-of-its-kind.ts';
import { nrtCrossWorkspace } from './nrt-cross-workspace.ts';
import { overlappingRuns } from './overlapping-runs.ts';
import { periodShorterThanFrequency } from './period-shorter-than-frequency.ts';
import { queryCostCheck } from './query-cost.ts';
import { redundantTimeFilter } from './redundant-time-filter.ts';
import { startTime } from './start-time.ts';
import { suppressionTooLong } from './suppression-too-long.ts';
import { suppressionWithoutEffect } from './suppression-without-effect.ts';
import { techniqueOtherTactics } from './technique-other-tactics.ts';
import { techniqueWithoutTactic } from './technique-without-tactic.ts';
import { templateVersion } from './template-version.ts';
import { tiFreshness } from './ti-freshness.ts';
import { timeColumnNames } from './time-column-names.ts';
import { timestampFilter } from './timestamp-filter.ts';
import { tooLong } from './too-long.ts';
import { unboundedSource } from './unbounded-source.ts';
import { undeclaredSource } from './undeclared-source.ts';
import { unionTypeSplit } from './union-type-split.ts';
import { unknownAlertProperty } from './unknown-alert-property.ts';
import { unknownConnector } from './unknown-connector.ts';
import { unknownEntityType } from './unknown-entity-type.ts';
import { unknownIdentifier } from './unknown-identifier.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownTechnique } from './unknown-technique.ts';
import { unusedLet } from './unused-let.ts';
import { versionLast } from './version-last.ts';
import { weakIdentifier } from './weak-identifier.ts';
import { wordCase } from './word-case.ts';
import { wrongType } from './wrong-type.ts';

/** Every check on content, in the order in which they run. */
export const checks: readonly Check[] = [
  alertDetailsFormat,
  bareNumberDuration,
  changedId,
  columnNotInResult,
  columnNotVerifiable,
  controlCharacter,
  customDetails,
  duplicateFileName,
  duplicateFunction,
  duplicateId,
  duplicateIdentifier,
  duplicateName,
  durationRange,
  dynamicEntityColumn,
  entityMappingCount,
  fieldMappingCount,
  fieldNotOfKind,
  frequencyTooShortForPeriod,
  incidentGrouping,
  invalidAggregationKind,
  invalidColumnName,
  invalidDataConnector,
  invalidDuration,
  invalidFunctionName,
  invalidId,
  invalidKind,
  invalidParameters,
  invalidSeverity,
  invalidTactic,
  invalidTechnique,
  invalidTriggerOperator,
  invalidTriggerThreshold,
  invalidVersion,
  legacyEntity,
  missingField,
  missingIdentifier,
  missingRecommendedField,
  noIngestionDelay,
  notOfItsKind,
  overlappingRuns,
  periodShorterThanFrequency,
  startTime,
  suppressionTooLong,
  suppressionWithoutEffect,
  techniqueOtherTactics,
  techniqueWithoutTactic,
  templateVersion,
  tooLong,
  unknownAlertProperty,
  unknownConnector,
  unknownEntityType,
  unknownIdentifier,
  unknownKey,
  unknownTechnique,
  weakIdentifier,
  wrongType,
  advancedHunting,
  agoBeyondPeriod,
  binding,
  columnOnDemand,
  ingestionWindow,
  leftoverPlaceholder,
  missingWatchlistCheck,
  noTabularResult,
  notAFunctionBody,
  notInSentinel,
  nrtCrossWorkspace,
  queryCostCheck,
  tiFreshness,
  timestampFilter,
  unboundedSource,
  undeclaredSource,
  unionTypeSplit,
  unusedLet,
  caseFoldedComparison,
  contains,
  descriptionLength,
  descriptionSameAsName,
  descriptionStart,
  nameCase,
  nameLength,
  namePeriod,
  noHostAccountIp,
  notMaterialized,
  redundantTimeFilter,
  timeColumnNames,
  versionLast,
  wordCase,
  missingCase,
];
