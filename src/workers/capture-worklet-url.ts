import url from './capture.worklet.ts?worker&url';

/** Where the browser finds the script that `openMicrophone` runs beside the audio. */
export const captureWorkletUrl: string = url;
