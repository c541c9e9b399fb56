import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/golden/**/*.test.ts'],
    environment: 'node',
    reporters: ['default', ['json', { outputFile: '.cache/reports/unit.json' }]],
    // TensorFlow.js keeps one engine per process; the heavy files run beside each other in forks.
    pool: 'forks',
    testTimeout: 30_000,
  },
});
