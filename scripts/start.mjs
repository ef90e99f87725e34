// `npm start`: the walk-through at a terminal; every line printed after `$` is a command you can type.
import { main } from '../dist/main.js';
import { walkThrough } from './walk-through.mjs';

process.exitCode = await walkThrough(main, (text) => process.stdout.write(text));
