// All cases of every item, with whatever parameters, come out of shared statements as of a statement for each set of parameters.
import { content } from '../detections/cases.ts';
import { describeShared } from '../detections/compared-cases.ts';

describeShared(content.items, { onlyWithParameters: false });
