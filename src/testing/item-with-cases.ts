// An item and the cases that are run over its query.
import type { ContentItem } from '../content/content-item.ts';
import type { DetectionCase } from './detection-case.ts';

export interface ItemWithCases {
  readonly item: ContentItem;
  readonly cases: readonly DetectionCase[];
}
