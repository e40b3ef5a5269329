import assert from 'node:assert/strict';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import {test} from 'node:test';
import {runPipeline, runProgram} from '../helpers/run-program.js';
import {startService} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('--check prints every error on standard output and exits with 3', async () => {
	using directory = temporaryDirectory();
	const broken = directory.file('broken.json');
	writeFileSync(broken, '{"x": 1, "y": 2}');
	for (const [args, why] of [
		[['--config', broken], /^MON-TUI UNKNOWN: .*broken\.json:1:2: x is not a known key.* \(and 1 more\)\n$/],
		[['--config', '/nowhere.json'], /^MON-TUI UNKNOWN: .*cannot be read: no such file or directory\n$/],
		[['--alert', 'memory.nope>1'], /^MON-TUI UNKNOWN: .*memory\.nope.*\n$/],
		[['--connect', 'ws://127.0.0.1:9'], /^MON-TUI UNKNOWN: .*127\.0\.0\.1:9.*\n$/],
		[['--root', '/nowhere'], /^MON-TUI UNKNOWN: --root: \/nowhere .*\n$/],
		[['--json'], /^MON-TUI UNKNOWN: .*cannot be used together\n$/],
		[['--nonsense'], /^MON-TUI UNKNOWN: unknown flag "--nonsense".*\n$/],
	] as const) {
		const {stdout, exitCode} = await runProgram(['--check', ...args]);
		assert.match(stdout, why);
		assert.doesNotMatch(stdout, /\|/, 'nothing of it is taken for values');
		assert.equal(exitCode, 3, args.join(' '));
	}
});

test('--check exits with 3 if standard output cannot be written', async () => {
	const {exitCode} = await runPipeline(['--check', '--no-gpu'], '> /dev/full');
	assert.equal(exitCode, 3);
});

test('--check that ends before the first measurement prints that', async () => {
	// A server that accepts connections and never answers.
	const server = createServer().listen(0, '127.0.0.1');
	const {port} = await once(server, 'listening').then(() => server.address() as AddressInfo);
	try {
		const connection = once(server, 'connection');
		using service = startService(['--check', '--connect', `ws://127.0.0.1:${port}`]);
		const [socket] = await connection;
		assert.equal(await service.end('SIGTERM'), 3);
		assert.match(service.stdout(), /^MON-TUI UNKNOWN: mon-tui ended before the first measurement\n$/);
		socket.destroy();
	} finally {
		server.close();
	}
});
