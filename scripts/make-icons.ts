/** `npm run icons`: draws the icons of the installed page from `src/ui/app/icon.svg` into `public/icons`. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumOptions } from '../tests/e2e/harness/chromium.ts';
import { repositoryDir } from './serve.ts';

/** Systems cut maskable icons to a circle: the picture fills the square and its lines stay well inside. */
const icons = [
  { name: '192', size: 192, isMaskable: false },
  { name: '512', size: 512, isMaskable: false },
  { name: 'maskable-512', size: 512, isMaskable: true },
  { name: 'apple-touch-180', size: 180, isMaskable: true },
];

const svg = readFileSync(join(repositoryDir, 'src/ui/app/icon.svg'), 'utf8');
const square = svg.replace('rx="8"', 'rx="0"').replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"');
const folder = join(repositoryDir, 'public', 'icons');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(chromiumOptions().launchOptions);
for (const { name, size, isMaskable } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const background = isMaskable ? '#0f5f63' : 'transparent';
  await page.setContent(
    `<style>body{margin:0;background:${background}}svg{display:block;width:100vw}</style>${isMaskable ? square : svg}`,
  );
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: !isMaskable });
  await page.close();
}
await browser.close();
