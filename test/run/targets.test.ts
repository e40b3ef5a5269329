import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {defaultConfig} from '../../source/config/definition.js';
import {openFeeds} from '../../source/run/targets.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('a certificate that cannot be read is reported before ssh is started', async () => {
	using directory = temporaryDirectory();
	const ca = directory.file('missing.pem');
	const unnamed = {name: undefined, token: undefined, tokenFile: undefined};
	const connect = [
		{...unnamed, url: 'ssh://127.0.0.1:9', ca: undefined},
		{...unnamed, url: 'wss://127.0.0.1:9', ca},
	];
	const ending = new AbortController();
	try {
		await assert.rejects(openFeeds({...defaultConfig, connect}, false, ending.signal), {
			message: `the certificates ${ca} cannot be read: no such file or directory`,
		});
		assert.ok(!process.getActiveResourcesInfo().includes('ProcessWrap'));
	} finally {
		ending.abort();
	}
});
