import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {lstatSync, readdirSync, readFileSync, realpathSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {suite, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {readonly version: string};

/** Commands that a user may have besides Node. */
const maxPackages = 15;
const maxBytes = 12_200_000;

const skip =
	!process.env.CI && spawnSync('npm', ['ping'], {timeout: 20_000}).status !== 0 && 'no registry of npm can be reached';

suite('the package, installed from its tarball in an empty folder', {skip}, async () => {
	const directory = temporaryDirectory();
	const prefix = directory.file('prefix');
	const modules = path.join(prefix, 'lib', 'node_modules');
	const program = path.join(prefix, 'bin', 'mon-tui');
	const tarball = directory.file(`mon-tui-${version}.tgz`);
	const isInstalled = (async () => {
		await run('npm', ['pack', '--ignore-scripts', '--pack-destination', directory.path], {cwd: root});
		return run(
			'npm',
			['install', '--global', '--prefix', prefix, '--engine-strict', '--no-audit', '--no-fund', tarball],
			{
				cwd: directory.path,
			},
		);
	})();

	test('is small, compiles nothing and causes no warnings', async () => {
		const {stderr} = await isInstalled;
		assert.equal(stderr, '');
		const files = readdirSync(modules, {recursive: true, encoding: 'utf8'}).map(file => path.join(modules, file));
		const packages = files.filter(file => /node_modules\/(?:@[^/]+\/)?[^/@]+\/package\.json$/.test(file));
		assert.ok(packages.length <= maxPackages, packages.join('\n'));
		const bytes = files.reduce((sum, file) => sum + (lstatSync(file).isFile() ? lstatSync(file).size : 0), 0);
		assert.ok(bytes <= maxBytes, `${bytes} bytes`);
		assert.deepEqual(
			files.filter(file => /\.node$|binding\.gyp$/.test(file)),
			[],
		);
	});

	test('installs its manual page where man finds it', async () => {
		await isInstalled;
		const page = realpathSync(path.join(prefix, 'share/man/man1/mon-tui.1'));
		assert.match(readFileSync(page, 'utf8'), /\.TH/);
	});

	test('runs', async () => {
		await isInstalled;
		assert.equal((await run(program, ['--version'])).stdout, `${version}\n`);
		assert.match((await run(program, ['--once', '--no-gpu'])).stdout, /Memory/);
	});

	test('can be imported and required', async () => {
		await isInstalled;
		const load = 'const {createMonitor, version} = LOAD; console.log(typeof createMonitor, version);';
		for (const [name, text] of [
			['main.mjs', load.replace('LOAD', "await import('mon-tui')")],
			['main.cjs', load.replace('LOAD', "require('mon-tui')")],
		] as const) {
			const file = path.join(prefix, 'lib', name);
			writeFileSync(file, text);
			assert.equal((await run(process.execPath, [file])).stdout, `function ${version}\n`, name);
		}
	});

	test('prints the location of its schema', async () => {
		await isInstalled;
		const {stdout} = await run(program, ['--print-config']);
		const {$schema} = JSON.parse(stdout) as {readonly $schema: string};
		assert.equal(fileURLToPath($schema), realpathSync(path.join(modules, 'mon-tui/schema/config.json')));
	});

	test('is uninstalled completely', async () => {
		await isInstalled;
		await run('npm', ['uninstall', '--global', '--prefix', prefix, 'mon-tui']);
		assert.deepEqual(readdirSync(path.join(prefix, 'bin')), []);
		directory[Symbol.dispose]();
	});
});
