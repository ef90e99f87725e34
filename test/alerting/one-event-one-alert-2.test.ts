// One event, one alert: the other half of the rules.
import { describePlays } from './edge-plays.ts';

describePlays(1);
