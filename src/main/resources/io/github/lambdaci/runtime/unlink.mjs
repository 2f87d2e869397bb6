// Puts copies in the place of links that lead out of node_modules, as those to the packages of a workspace do: a layer
// holds node_modules alone.
import fs from 'node:fs';
import path from 'node:path';

const modules = path.resolve('node_modules');

function packages(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() && entry.name.startsWith('@') ? packages(file) : [file];
  });
}

function isInside(folder, file) {
  return file.startsWith(folder + path.sep);
}

for (const link of fs.existsSync(modules) ? packages(modules) : []) {
  if (!fs.lstatSync(link).isSymbolicLink()) continue;
  const target = fs.realpathSync(link);
  if (isInside(modules, target)) continue;
  fs.unlinkSync(link);
  // The project itself, which some workspaces list: its code is not a dependency.
  if (isInside(target, modules)) continue;
  fs.cpSync(target, link, { recursive: true, verbatimSymlinks: true });
}
