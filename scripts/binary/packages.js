import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {root} from '../cli-bundle.js';
import {runQuietly} from './run-quietly.js';

/** The release of Node in the file: one with long-term support that needs no library that servers often lack. */
const nodeVersion = '24.22.3';
const postjectVersion = '1.0.0-alpha.6';

const cache = path.join(root, 'node_modules/.cache/mon-tui-binary');

/**
Returns the folder of Node for an architecture, as a package of the npm registry has it.

@param {string} arch
@returns {string}
*/
export function nodePackage(arch) {
	return fetchedPackage(`node-linux-${arch}`, nodeVersion);
}

/**
Returns the folder of postject, which puts data into an executable.

@returns {string}
*/
export function postjectPackage() {
	return fetchedPackage('postject', postjectVersion);
}

/**
Fetches a package unless the cache has it. It does not become a dependency.

@param {string} name
@param {string} version
@returns {string}
*/
function fetchedPackage(name, version) {
	const prefix = path.join(cache, `${name}-${version}`);
	const folder = path.join(prefix, 'node_modules', name);
	const description = path.join(folder, 'package.json');
	if (!existsSync(description) || JSON.parse(readFileSync(description, 'utf8')).version !== version) {
		mkdirSync(prefix, {recursive: true});
		const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'];
		// npm refuses a package for another processor unless it is forced.
		runQuietly('npm', ['install', '--force', '--prefix', prefix, ...options, `${name}@${version}`]);
	}

	return folder;
}
