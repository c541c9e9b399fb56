import { measureSpeeds } from './feature-speed.ts';

postMessage(measureSpeeds());
