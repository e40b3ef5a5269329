import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseRequestTarget} from '../../../source/server/http/request-target.js';

const targets: ReadonlyArray<readonly [url: string, path: string, query: string, scheme?: string, host?: string]> = [
	['/', '/', ''],
	['/metrics?a=b?c', '/metrics', 'a=b?c'],
	['//api/v1/status', '/api/v1/status', ''],
	['///', '/', ''],
	['/a//b', '/a//b', ''],
	['http://127.0.0.1:8765/healthz', '/healthz', '', 'http', '127.0.0.1:8765'],
	['HTTP://Mon.Example', '/', '', 'http', 'Mon.Example'],
	['https://mon.example?x', '/', 'x', 'https', 'mon.example'],
	['http://user@mon.example//x', '/x', '', 'http', 'user@mon.example'],
	['http:///x', '/x', '', 'http', ''],
	['*', '*', ''],
	['mon.example:443', 'mon.example:443', ''],
	['', '', ''],
];

for (const [url, path, query, scheme, host] of targets) {
	test(`the target ${JSON.stringify(url)} is parsed`, () => {
		assert.deepEqual(parseRequestTarget(url), {path, query, scheme, host});
	});
}
