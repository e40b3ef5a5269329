import assert from 'node:assert/strict';
import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {closed, type Failure} from '../../../source/remote/client/connection-error.js';
import {parseSshAddress} from '../../../source/remote/ssh/address.js';
import {bundleRequest} from '../../../source/remote/ssh/greeting.js';
import {openChannel} from '../../../source/remote/ssh/open-channel.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

test('the collectors are sent once, however often they are requested', async () => {
	using directory = temporaryDirectory();
	const program = directory.file('ssh');
	const request = `echo '${bundleRequest}'`;
	writeFileSync(
		program,
		`#!/bin/sh\nread -r script\n${request}\n${request}\necho 'mon-tui-link 1 messages'\nwc -c > "$0.bytes"\n`,
	);
	chmodSync(program, 0o700);
	const before = process.env.PATH;
	process.env.PATH = `${path.dirname(program)}:${before}`;
	try {
		const attempt = await openChannel(parseSshAddress('ssh://machine'), {
			mayAsk: false,
			timeoutMs: 60_000,
			bundle: Buffer.alloc(1000),
			signal: new AbortController().signal,
		});
		const {channel} = attempt.state === 'open' ? attempt : assert.fail('not open');
		channel.close(closed);
		const failure = await new Promise<Failure>(resolve => channel.receive({onLine() {}, onEnd: resolve}));
		assert.equal(failure, closed);
		assert.equal(readFileSync(`${program}.bytes`, 'utf8').trim(), '1000');
	} finally {
		process.env.PATH = before;
	}
});
