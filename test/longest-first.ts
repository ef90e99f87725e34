// The order of the test files: the longest first, so that both workers end together wherever no run before has been timed.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest. The stories that start git often are the very first: to start a program takes the longer, the more
 * memory the worker has taken.
 */
const first = [
  'test/stories/variants',
  'test/stories/export',
  'test/docs/docs',
  'test/detections/part-1',
  'test/detections/part-4',
  'test/stories/seeding',
  'test/detections/part-3',
  'test/detections/part-2',
  'test/engine/parquet-files',
  'test/engine/parquet-folders',
  'test/kql/documented-queries',
  'test/alerting/one-event-one-alert',
  'test/detections/stories',
  'test/reporters/many',
  'test/alerting/one-event-one-alert-2',
  'test/mutation/content',
  'test/environments/detection-parameters',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = first.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place < 0 ? first.length : place;
    };
    return others.sort((a, b) => placeOf(a) - placeOf(b));
  }
}
