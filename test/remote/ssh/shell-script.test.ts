import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {copyFileSync, existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {test} from 'node:test';
import {type Frame, frameReader} from '../../../source/remote/ssh/shell/frames.js';
import {mirroredMachine} from '../../../source/remote/ssh/shell/mirrored-machine.js';
import {shellScript} from '../../../source/remote/ssh/shell/script.js';
import {without} from '../../helpers/programs.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const shells: ReadonlyArray<readonly [string, readonly string[], string]> = [
	['dash', [], 'dash'],
	['bash', ['--posix'], 'bash'],
	['bash', [], 'bash'],
	['busybox', ['sh'], 'busybox'],
	['zsh', ['--emulate', 'sh'], 'zsh'],
];

/** Runs the script in a shell, and answers with the frames of requests. */
function startScript(file: string, args: readonly string[]) {
	const child = spawn(file, [...args, '-c', shellScript], {stdio: ['pipe', 'pipe', 'inherit']});
	const lines = createInterface({input: child.stdout.setEncoding('latin1')})[Symbol.asyncIterator]();
	const reader = frameReader();
	return {
		child,
		async ask(request: string): Promise<Frame> {
			child.stdin.write(`${request}\n`);
			for (;;) {
				const {value, done} = await lines.next();
				assert.ok(!done, 'the shell ended');
				const frame = reader.add(Buffer.from(value, 'latin1'));
				if (frame) {
					return frame;
				}
			}
		},
		async [Symbol.asyncDispose]() {
			await stop(child);
		},
	};
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		child.kill('SIGKILL');
		await once(child, 'close');
	}
}

for (const [file, args, debianPackage] of shells) {
	const name = [file, ...args].join(' ');

	test(`${name} prints the files of the kernel, and then only what changed`, {
		skip: without(file, debianPackage),
	}, async () => {
		await using script = startScript(file, args);
		using mirrored = mirroredMachine();
		const read = (place: string): string => readFileSync(path.join(mirrored.machine.root, place), 'latin1');
		for (const group of ['s', 't', 'm', 'p']) {
			mirrored.apply(await script.ask(group));
		}

		// Other programs mount file systems meanwhile.
		const mounts = (): string => readFileSync('/proc/self/mountinfo', 'latin1');
		let before: string;
		let again: Frame;
		do {
			before = mounts();
			mirrored.apply(await script.ask('l'));
			again = await script.ask('l');
			mirrored.apply(again);
		} while (before !== mounts());

		const total = /^MemTotal:.*$/m;
		assert.equal(total.exec(read('proc/meminfo'))?.[0], total.exec(readFileSync('/proc/meminfo', 'latin1'))?.[0]);
		assert.match(read('proc/stat'), /^cpu [\s\S]*\nintr \d+\nctxt \d+\nbtime \d+\n/);
		assert.equal(read('proc/1/mountinfo'), before);
		assert.match(read('proc/1/net/dev'), /^Inter-\|.*\n face \|.*\n[\s\S]*lo:/);
		assert.equal(read('proc/sys/kernel/hostname'), readFileSync('/proc/sys/kernel/hostname', 'latin1'));
		assert.match(read('etc/passwd'), /^root:x:0:$/m);
		assert.match(read(`proc/${process.pid}/stat`), new RegExp(`^${process.pid} \\(.*\\) [A-Z] \\d+ .*\\n$`));
		assert.equal(mirrored.machine.uidOf?.(process.pid), process.getuid?.());
		assert.ok(Math.abs(mirrored.machine.nowMs() - Date.now()) < 5000);
		assert.deepEqual(
			again.lines.filter(line => !/ clock:/.test(line)),
			[],
		);
		const sizes = await script.ask(`d\n/\n/proc\n.`);
		mirrored.apply(sizes);
		assert.ok(mirrored.statFs('/').blocks > 0);
		assert.throws(() => mirrored.statFs('/nowhere'));
	});

	test(`${name} reports new, renamed and ended processes`, {skip: without(file, debianPackage)}, async () => {
		await using script = startScript(file, args);
		using mirrored = mirroredMachine();
		using home = temporaryDirectory();
		mirrored.apply(await script.ask('p'));
		const odd = home.file('a\n1 (b) R');
		copyFileSync('/bin/sleep', odd);
		const child = spawn(odd, ['60'], {stdio: 'ignore'});
		await once(child, 'spawn');
		mirrored.apply(await script.ask('p'));
		const place = path.join(mirrored.machine.root, 'proc', String(child.pid), 'stat');
		const stat = readFileSync(`/proc/${child.pid}/stat`, 'latin1');
		assert.equal(readFileSync(place, 'latin1').split(') ')[0], stat.split(') ')[0]);
		assert.doesNotMatch(readFileSync(path.join(mirrored.machine.root, 'proc/1/stat'), 'latin1'), /^1 \(b\)/);
		await stop(child);
		mirrored.apply(await script.ask('p'));
		assert.ok(!existsSync(place));
		assert.equal(mirrored.machine.uidOf?.(child.pid ?? 0), undefined);
	});

	test(`${name} ends with its input`, {skip: without(file, debianPackage)}, async () => {
		await using script = startScript(file, args);
		await script.ask('t');
		script.child.stdin.end();
		const [exitCode] = await once(script.child, 'close');
		assert.equal(exitCode, 0);
	});
}

test('names of another machine stay in the mirror, which is removed', () => {
	let root = '';
	{
		using mirrored = mirroredMachine();
		root = mirrored.machine.root;
		const names = [
			'/etc/../../outside',
			'/../outside',
			'../../outside',
			'/home/user/.profile',
			'/proc',
			'/etc/a/./b',
			'',
		];
		mirrored.apply({group: 'l', count: names.length, lines: names.map((name, index) => `${index + 1} ${name}:text`)});
		mirrored.apply({group: 't', count: 1, lines: ['1 stat:cpu 1 2 3 4']});
		assert.deepEqual(readdirSync(root, {recursive: true}).sort(), ['proc', 'proc/stat']);
		assert.equal(statSync(root).mode & 0o777, 0o700);
	}

	assert.ok(!existsSync(root));
});

test('frames that the script does not print are errors', () => {
	const add = (...lines: readonly string[]): void => {
		const reader = frameReader();
		for (const line of lines) {
			reader.add(Buffer.from(line));
		}
	};
	for (const line of ['', 'root:x:0', '=z 1', '=t', '=t 99999999', `=t ${'1'.repeat(20_000)}`]) {
		assert.throws(() => add(line), /the machine sent/);
	}

	using mirrored = mirroredMachine();
	for (const [count, lines] of [
		[1, ['stat:cpu']],
		[2, ['1 stat:cpu']],
		[3, ['3 stat:cpu']],
	] as const) {
		assert.throws(() => mirrored.apply({group: 't', count, lines}), /the machine sent/);
	}

	assert.throws(() => mirrored.apply({group: 'p', count: 0, lines: ['one']}), /without its pid/);
});

test('what is kept of another machine is limited', () => {
	using mirrored = mirroredMachine();
	const line = 'x'.repeat(16_000);
	const send = (first: number): void => {
		const lines = Array.from({length: 1500}, (_, index) => `${first + index} name:${line}`);
		mirrored.apply({group: 't', count: 0, lines});
	};
	send(1);
	send(1);
	assert.throws(() => send(1501), /the machine sent more than the files of a kernel contain/);

	const users = Array.from({length: 100_001}, (_, index) => `u${index + 1}:7`);
	mirrored.apply({group: 'p', count: 0, lines: users});
	mirrored.apply({group: 'p', count: 0, lines: ['u100000:8']});
	assert.deepEqual(
		[1, 100_000, 100_001].map(pid => mirrored.machine.uidOf?.(pid)),
		[7, 8, undefined],
	);
});
