// The status of a long-running operation: where ARM tells how a write that was answered with 202 went on.
import { type Answer, armError } from '../http/errors.ts';
import { type ArmRequest, type EmulatedWorkspace, param } from '../http/request.ts';
import type { Operation } from '../state/operations.ts';

function pathOf({ id }: Operation, request: ArmRequest): string {
  const location = 'westeurope';
  return `/subscriptions/${param(request, 'subscription')}/providers/Microsoft.OperationalInsights/locations/${location}/operationStatuses/${id}`;
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations */
export function operationHeaders(
  operation: Operation,
  request: ArmRequest,
): Readonly<Record<string, string>> {
  const address = new URL(pathOf(operation, request), request.url);
  address.searchParams.set('api-version', request.apiVersion);
  return { 'azure-asyncoperation': address.href, 'retry-after': '0' };
}

/** https://learn.microsoft.com/rest/api/loganalytics/operation-statuses/get */
export function getOperationStatus(request: ArmRequest, { operations, now }: EmulatedWorkspace): Answer {
  const id = param(request, 'operation');
  const looked = operations.look(id);
  if (looked === undefined) return armError(404, 'NotFound', `There is no operation '${id}'.`);
  const { operation, isRunning } = looked;
  const common = { id: pathOf(operation, request), name: id, startTime: operation.started.toISOString() };
  if (isRunning) return { status: 200, body: { ...common, status: 'InProgress' } };
  const ended = { ...common, endTime: now().toISOString() };
  const { error } = operation;
  return {
    status: 200,
    body: error === undefined ? { ...ended, status: 'Succeeded' } : { ...ended, status: 'Failed', error },
  };
}
