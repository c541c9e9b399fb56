import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { licences } from './scripts/licences-plugin.ts';

/** What the page itself may do. Workers take their policy from their own response, so the header adds WebAssembly. */
const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** Vite's development server injects an inline preamble and styles; they carry this nonce. */
const developmentNonce = 'development';

function headers(isDevelopment: boolean): Record<string, string> {
  const nonce = isDevelopment ? ` 'nonce-${developmentNonce}'` : '';
  const policy = [...pagePolicy, "frame-ancestors 'none'"]
    .map((rule) => (rule.startsWith('script-src') ? `${rule} 'wasm-unsafe-eval'${nonce}` : rule))
    .map((rule) => (rule.startsWith('style-src') ? rule + nonce : rule));
  return {
    'Content-Security-Policy': policy.join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'microphone=(self)',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** Repeats the policy in the built page, for servers that send no headers. */
function policyMetaTag(): Plugin {
  return {
    name: 'phonoscope-policy-meta-tag',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: pagePolicy.join('; ') },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** TensorFlow.js' code for threads, which never start here: they would need scripts from blob: addresses. */
function withoutThreads(): Plugin {
  return {
    name: 'phonoscope-without-threads',
    load: (id) =>
      /tfjs-backend-wasm-threaded-simd(?:\.worker)?\.js$/.test(id)
        ? "export default undefined; export const wasmWorkerContents = '';"
        : null,
  };
}

/** Writes the service worker that keeps every file of the build, and what the browser needs to install the page. */
function offlineCopy() {
  const icon = (src: string, size: number, purpose: 'any' | 'maskable') => ({
    src,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return VitePWA({
    filename: 'service-worker.js',
    // The page registers it by itself (src/platform/browser/offline-copy.ts): no inline script, no reload unasked.
    injectRegister: false,
    registerType: 'prompt',
    workbox: {
      globPatterns: ['**/*.{html,js,css,wasm,json,bin,wav,svg,png,md,webmanifest}'],
      // Not linked in the page; and browsers without WebAssembly's vectors (Safari before 16.4) fetch theirs when they need it.
      globIgnores: ['.vite/**', 'licences.md', 'assets/tfjs-backend-wasm-????????.wasm'],
      maximumFileSizeToCacheInBytes: 4e6,
      navigateFallback: 'index.html',
      cleanupOutdatedCaches: true,
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
    manifest: {
      name: 'Phonoscope',
      short_name: 'Phonoscope',
      description: 'Hears a spoken word, says which it was, shows why, and measures how often it is right.',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#0f5f63',
      theme_color: '#0f5f63',
      icons: [
        icon('icons/192.png', 192, 'any'),
        icon('icons/512.png', 512, 'any'),
        icon('icons/maskable-512.png', 512, 'maskable'),
      ],
    },
  });
}

/** The development server does not look for packages in workers; it would find them at the first use, and reload. */
const workerPackages = [
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  '@wasm-audio-decoders/flac',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  'canonicalize',
  'fflate',
  'meyda',
];

/** TensorFlow.js repeats its licence 2,000 times; `licences.md` has each notice once. */
const output = { comments: { legal: false } };

/** What the page loads at once is one file: each small one that panels share would cost a slow line another round trip. */
const atOnce = { groups: [{ name: 'page', tags: ['$initial' as const] }] };

export default defineConfig(({ command, isPreview }) => {
  const isDevelopment = command === 'serve' && !isPreview;
  const { page, worker } = licences();
  return {
    base: './',
    plugins: [react(), policyMetaTag(), page, offlineCopy()],
    worker: { format: 'es', plugins: () => [worker(), withoutThreads()], rolldownOptions: { output } },
    optimizeDeps: { include: workerPackages },
    build: {
      target: 'es2023',
      outDir: process.env['PHONOSCOPE_DIST'] ?? 'dist',
      emptyOutDir: true,
      chunkSizeWarningLimit: 1500,
      // All styles are 22 kB compressed: one file comes sooner than five.
      cssCodeSplit: false,
      rolldownOptions: { checks: { pluginTimings: false }, output: { ...output, codeSplitting: atOnce } },
      assetsInlineLimit: 0,
      manifest: true,
    },
    // A name that says what it is for costs 17 kB at a first visit.
    ...(isDevelopment ? {} : { css: { modules: { generateScopedName: '[hash:base64:6]' } } }),
    server: { host: '127.0.0.1', headers: headers(true) },
    preview: { host: '127.0.0.1', headers: headers(false) },
    ...(isDevelopment ? { html: { cspNonce: developmentNonce } } : {}),
  };
});
