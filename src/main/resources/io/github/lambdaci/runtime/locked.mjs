// Installs what Yarn or pnpm locked: locked.mjs yarn|yarn-berry|pnpm [CPU], for Lambda's platform if a CPU is given.
//
// The version of the tool is that of package.json's "packageManager", else the one that wrote the lock file's format;
// one that is not here is fetched by npm for this build alone.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const [manager, cpu] = process.argv.slice(2);
const name = manager === 'yarn-berry' ? 'yarn' : manager;

function mustRun([command, ...words]) {
  const ended = spawnSync(command, words, { stdio: 'inherit' });
  if (ended.error) throw ended.error;
  if (ended.status !== 0) process.exit(ended.status ?? 1);
}

function must(words) {
  mustRun([...tool, ...words]);
}

function rebuild() {
  mustRun(['npm', 'rebuild', '--workspaces=false', '--no-update-notifier']);
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

/** The version that the project asks for: a full one, or the first number of one. */
function wantedVersion() {
  const pinned = /^(?:yarn|pnpm)@([^+]+)/.exec(JSON.parse(read('package.json')).packageManager ?? '');
  if (pinned) return pinned[1];
  if (manager === 'yarn') return '1';
  // Berry's lock files count their formats: 4 to 6 are of Yarn 2 and 3.
  if (manager === 'yarn-berry') return Number(/^ {2}version: (\d+)/m.exec(read('yarn.lock'))?.[1] ?? 8) < 7 ? '3' : '4';
  const format = /^lockfileVersion: '?(\d+)/m.exec(read('pnpm-lock.yaml'))?.[1];
  return { 5: '7', 6: '8' }[format] ?? '10';
}

function fits(version, wanted) {
  return version === wanted || version.startsWith(`${wanted}.`);
}

function findTool() {
  const wanted = wantedVersion();
  const here = spawnSync(name, ['--version'], { encoding: 'utf8', env: { ...process.env, COREPACK_ENABLE_STRICT: '0' } });
  if (here.status === 0 && fits(here.stdout.trim(), wanted)) return [name];
  const distribution = name === 'yarn' && !fits(wanted, '1') ? '@yarnpkg/cli-dist' : name;
  console.log(`${name} ${wanted} is not here: fetching it for this build`);
  return ['npm', 'exec', '--yes', '--no-update-notifier', `--package=${distribution}@${wanted}`, '--', name];
}

/** What --build-env says to npm holds for Yarn too, which has variables of its own. */
function npmSettingsForYarn() {
  const registry = process.env.npm_config_registry;
  if (!registry) return;
  process.env.YARN_NPM_REGISTRY_SERVER ??= registry;
  if (registry.startsWith('http:')) process.env.YARN_UNSAFE_HTTP_WHITELIST ??= new URL(registry).hostname;
}

/** The project's own scripts (prepare: husky) need what is only there for development; this is a copy of the project. */
function dropProjectScripts(folder = '.') {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') dropProjectScripts(file);
    if (entry.name !== 'package.json') continue;
    const { scripts, ...manifest } = JSON.parse(read(file));
    if (scripts) fs.writeFileSync(file, JSON.stringify(manifest, null, 2));
  }
}

function refuseStaleBerryLock() {
  const lock = read('yarn.lock');
  // Without one, Yarn would look for the project in the folders above.
  if (!lock) fs.writeFileSync('yarn.lock', '');
  must(['install', '--mode=update-lockfile']);
  if (!lock || read('yarn.lock') === lock) return;
  console.error('error: yarn.lock does not fit package.json: run yarn install, and commit both');
  process.exit(1);
}

// Install scripts would compile for, or download for, the machine that runs them: for another platform, none is run.
const INSTALLS = {
  async yarn() {
    if (cpu && (process.platform !== 'linux' || process.arch !== cpu)) {
      console.error(`error: Yarn 1 cannot install for linux/${cpu} on ${process.platform}/${process.arch}`);
      process.exit(1);
    }
    // Else it would log in only for packages with a scope.
    process.env.npm_config_always_auth ??= 'true';
    const lock = read('yarn.lock') ? '--frozen-lockfile' : '--no-lockfile';
    must(['install', lock, '--production', '--ignore-scripts', '--non-interactive', '--no-progress']);
    await import('./unlink.mjs');
    if (!cpu) rebuild();
  },

  async 'yarn-berry'() {
    npmSettingsForYarn();
    Object.assign(process.env, {
      YARN_NODE_LINKER: 'node-modules',
      YARN_NM_MODE: 'classic',
      YARN_ENABLE_SCRIPTS: 'false',
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
      YARN_ENABLE_TELEMETRY: '0',
      YARN_ENABLE_PROGRESS_BARS: 'false',
    });
    refuseStaleBerryLock();
    if (cpu) {
      const platform = { os: ['linux'], cpu: [cpu], libc: ['glibc'] };
      must(['config', 'set', '--json', 'supportedArchitectures', JSON.stringify(platform)]);
    }
    must(['workspaces', 'focus', '--production', '--all']);
    await import('./unlink.mjs');
    if (!cpu) rebuild();
  },

  async pnpm() {
    // pnpm runs the install scripts of those packages only that the project allows to.
    dropProjectScripts();
    const platform = cpu ? ['--ignore-scripts', '--os=linux', `--cpu=${cpu}`, '--libc=glibc'] : [];
    const lock = read('pnpm-lock.yaml') ? '--frozen-lockfile' : '--no-lockfile';
    const layout = ['--config.node-linker=hoisted', '--config.package-import-method=copy'];
    must(['install', '--prod', lock, '--reporter=append-only', ...layout, ...platform]);
    await import('./unlink.mjs');
  },
};

process.env.COREPACK_ENABLE_DOWNLOAD_PROMPT = '0';
const tool = findTool();
await INSTALLS[manager]();
