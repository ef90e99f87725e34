// Part 2 of the detection tests of this repository, on the embedded engine.
import { describePart } from './cases.ts';

describePart(1);
