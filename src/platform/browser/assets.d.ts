/** Vite copies the file and gives its address. */
declare module '*.wasm?url' {
  const url: string;
  export default url;
}
