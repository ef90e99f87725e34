// Ten cases of every item run by themselves as they do together.
import { content } from '../detections/cases.ts';
import { describeCompared } from '../detections/compared-cases.ts';

describeCompared(content.items, 10);
