import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {readonly version: string};

/** Creates a project with the package installed. */
function project() {
	const directory = temporaryDirectory();
	mkdirSync(directory.file('node_modules/@types'), {recursive: true});
	symlinkSync(root, directory.file('node_modules/mon-tui'));
	symlinkSync(path.join(root, 'node_modules/@types/node'), directory.file('node_modules/@types/node'));
	symlinkSync(path.join(root, 'node_modules/undici-types'), directory.file('node_modules/undici-types'));
	symlinkSync(path.join(root, 'node_modules/cli-table3'), directory.file('node_modules/cli-table3'));
	writeFileSync(directory.file('package.json'), '{"type": "module"}');
	return directory;
}

test('plain JavaScript attaches the server to an HTTP server, and gets page, version and measurements', async () => {
	using directory = project();
	writeFileSync(
		directory.file('main.js'),
		`import {createServer} from 'node:http';
import {attachServer, createMonitor, version} from 'mon-tui';

const monitor = await createMonitor({intervalMs: 100, only: ['memory']});
const httpServer = createServer();
const attached = await attachServer(httpServer, monitor.store);
httpServer.on('request', attached.handleRequest);
await new Promise(resolve => httpServer.listen(0, '127.0.0.1', resolve));
const ending = new AbortController();
const running = monitor.run(ending.signal);
await new Promise(resolve => {
	const stop = monitor.store.subscribe(() => {
		stop();
		resolve();
	});
});
const {port} = httpServer.address();
const page = await (await fetch(\`http://127.0.0.1:\${port}/\`)).text();
const status = await (await fetch(\`http://127.0.0.1:\${port}/api/v1/status\`)).json();
ending.abort();
await running;
await attached[Symbol.asyncDispose]();
httpServer.close();
httpServer.closeAllConnections();
console.log(JSON.stringify({version, serverVersion: status.server_version, title: /<title>([^<]*)/.exec(page)?.[1]}));
`,
	);
	const {stdout} = await run(process.execPath, ['main.js'], {cwd: directory.path, timeout: 60_000});
	assert.deepEqual(JSON.parse(stdout), {version, serverVersion: version, title: 'mon-tui'});
});

test('threads read the samples of a monitor in a separate thread', async () => {
	const {stdout} = await run(process.execPath, ['examples/worker-threads.js'], {cwd: root, timeout: 60_000});
	const lines = stdout.trimEnd().split('\n');
	assert.deepEqual(
		lines.filter(line => !/^main: sample \d+$|^third: [\d.]+% of memory$/.test(line)),
		[],
	);
	assert.equal(lines.filter(line => line.startsWith('third')).length, 5);
	assert.ok(lines.some(line => line.startsWith('main')));
});

test('the declarations compile in a project with only the types of Node', async () => {
	using directory = project();
	writeFileSync(
		directory.file('main.ts'),
		`import {attachServer, createMonitor, known} from 'mon-tui';

const monitor = await createMonitor();
export const attach = attachServer;
export const used: number | undefined = known(monitor.store.getState().sample?.snapshot.readings.memory)?.usedPercent;
`,
	);
	writeFileSync(
		directory.file('tsconfig.json'),
		JSON.stringify({
			compilerOptions: {
				...{target: 'es2022', module: 'nodenext', strict: true, skipLibCheck: false, noEmit: true},
				...{types: ['node'], preserveSymlinks: true},
			},
			include: ['main.ts'],
		}),
	);
	const compiler = createRequire(import.meta.url)
		.resolve('typescript/package.json')
		.replace('package.json', 'bin/tsc');
	const {stdout} = await run(process.execPath, [compiler, '-p', directory.path]).catch(
		(error: {readonly stdout: string}) => error,
	);
	assert.equal(stdout, '');
});
