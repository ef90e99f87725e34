// With any one parameter of a detection set, and the others as they are, its query binds; the short suite sets all of them at once.
import { expect, test } from 'vitest';
import {
  bindingFindings,
  detections,
  effectiveOne,
  otherOf,
  parametersIn,
} from '../environments/set-parameters.ts';

const parameters = detections.flatMap((item) =>
  parametersIn(item).map((parameter) => [item.slug, parameter.name, { item, parameter }] as const),
);

test.each(parameters)('%s: %s', (_slug, name, { item, parameter }) => {
  expect(bindingFindings(effectiveOne(item, { [name]: otherOf(parameter) }))).toEqual([]);
});
