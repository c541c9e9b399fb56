import { PhonoscopeError } from '../errors.ts';
import type { FrontEnd } from '../features/front-end.ts';

/**
 * Augmentation works on mel powers, frame by frame, so nothing may come between them and the features but a logarithm.
 *
 * @throws PhonoscopeError `config-invalid` for other front ends.
 */
export function requireTrainable(frontEnd: FrontEnd): void {
  const { kind, clipSamples, stages, maxFrames, resizeBands, normalise } = frontEnd;
  const isPlainMel = kind === 'mel' && clipSamples !== null && stages.length === 0 && normalise !== 'clip';
  if (isPlainMel && maxFrames === null && resizeBands === null) {
    const { log, power, topDb, ref } = frontEnd;
    if (log === 'db' && power === 2 && topDb === null && ref === 1) return;
  }
  const message =
    'Training works so far on front ends of kind "mel" with log "db", power 2 and a length for clipSamples, without stages, topDb, ref, maxFrames and resizeBands.';
  throw new PhonoscopeError('config-invalid', message, {});
}
