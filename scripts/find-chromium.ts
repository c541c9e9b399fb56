/**
 * The browser of the tests: an installed Chromium or Chrome, else Debian's package where packages may be
 * installed, else Playwright's own download. `tsx scripts/find-chromium.ts` gets one without asking.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function usualPlaces(): readonly string[] {
  const { ProgramFiles = '', 'ProgramFiles(x86)': programFilesX86 = '', LOCALAPPDATA = '' } = process.env;
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    return [ProgramFiles, programFilesX86, LOCALAPPDATA]
      .filter((folder) => folder !== '')
      .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ubuntu's package is a stub that only says how to get the real browser, so ask the program for its version. */
function works(path: string): boolean {
  if (!isExecutable(path)) return false;
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

let found: string | null | undefined;

/** The path of an installed Chromium or Chrome (`CHROMIUM_PATH` goes before all others), or null. */
export function findChromium(): string | null {
  const chosen = process.env['CHROMIUM_PATH'];
  if (found === undefined) found = (chosen === undefined ? usualPlaces() : [chosen]).find(works) ?? null;
  return found;
}

function runs(command: string, args: readonly string[]): boolean {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
}

function installPackage(): boolean {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) return false;
  const prefix = [...(isRoot ? [] : ['sudo', '-n']), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  const apt = (...args: string[]) => runs(prefix[0] ?? '', [...prefix.slice(1), ...args]);
  return apt('-qq', 'update') && apt('-qq', '-y', 'install', '--no-install-recommends', 'chromium');
}

function getChromium(): boolean {
  if (findChromium() !== null) return true;
  if (process.env['CHROMIUM_PATH'] !== undefined) return false;
  if (installPackage()) {
    found = undefined;
    if (findChromium() !== null) return true;
  }
  return runs('npx', ['playwright', 'install', '--no-shell', 'chromium']);
}

if (process.argv[1] === import.meta.filename && !getChromium()) {
  console.error('No Chromium was found and none could be installed. Set CHROMIUM_PATH to one that works.');
  process.exitCode = 1;
}
