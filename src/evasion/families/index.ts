// All families of rewrites, in the order of their names.
import type { Family } from '../rewrite.ts';
import { argumentOrder } from './argument-order.ts';
import { encoding } from './encoding.ts';
import { environment } from './environment.ts';
import { imageName } from './image-name.ts';
import { letterCase } from './letter-case.ts';
import { optionForm } from './option-form.ts';
import { path } from './path.ts';
import { quoting } from './quoting.ts';
import { spacing } from './spacing.ts';
import { urlForm } from './url-form.ts';
import { wrapper } from './wrapper.ts';

export const families: readonly Family[] = [
  argumentOrder,
  encoding,
  environment,
  imageName,
  letterCase,
  optionForm,
  path,
  quoting,
  spacing,
  urlForm,
  wrapper,
];
