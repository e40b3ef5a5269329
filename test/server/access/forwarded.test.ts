import assert from 'node:assert/strict';
import type {IncomingHttpHeaders} from 'node:http';
import {test} from 'node:test';
import {type Forwarded, readForwarded} from '../../../source/server/access/forwarded.js';

const nothing = {scheme: undefined, host: undefined, port: undefined, address: undefined};
const headers: ReadonlyArray<readonly [headers: IncomingHttpHeaders, forwarded: Partial<Forwarded>]> = [
	[{}, {}],
	[{'x-forwarded-proto': 'http, HTTPS'}, {scheme: 'https'}],
	[{'x-forwarded-proto': 'gopher'}, {}],
	[{'x-forwarded-host': 'evil.example, mon.example:8443'}, {host: 'mon.example:8443'}],
	[{'x-forwarded-host': ''}, {}],
	[{'x-forwarded-port': '443, 8443'}, {port: '8443'}],
	[{'x-forwarded-port': '84 43'}, {}],
	[{'x-forwarded-for': '198.51.100.7, 203.0.113.9'}, {address: '203.0.113.9'}],
	[{'x-forwarded-for': '203.0.113.9:4711'}, {address: '203.0.113.9'}],
	[{'x-forwarded-for': '[2001:db8::1]:4711'}, {address: '2001:db8::1'}],
	[{'x-forwarded-for': '2001:db8::1'}, {address: '2001:db8::1'}],
	[{'x-forwarded-for': 'unknown'}, {}],
	[
		{forwarded: 'for=192.0.2.7;proto=https;host=mon.example'},
		{address: '192.0.2.7', scheme: 'https', host: 'mon.example'},
	],
	[{forwarded: 'For="[2001:db8::1]:4711" ; Host = x'}, {}],
	[
		{forwarded: 'For="[2001:db8::1]:4711"; HOST="mon.example:8443"'},
		{address: '2001:db8::1', host: 'mon.example:8443'},
	],
	[{forwarded: 'for=192.0.2.7;host=evil.example, for=203.0.113.9'}, {address: '203.0.113.9'}],
	[{forwarded: 'host="a,b;c=d", proto=http'}, {scheme: 'http'}],
	[{forwarded: 'host="a\\"b"'}, {host: 'a"b'}],
	[{forwarded: 'for=_hidden;by=unknown'}, {}],
	[{forwarded: 'for=192.0.2.7, host="mon.example'}, {}],
	[{forwarded: ',,;'}, {}],
	[
		{forwarded: 'host=other.example;proto=http', 'x-forwarded-host': 'mon.example', 'x-forwarded-proto': 'https'},
		{host: 'mon.example', scheme: 'https'},
	],
];

for (const [given, expected] of headers) {
	test(`the headers ${JSON.stringify(given)} are read as ${JSON.stringify(expected)}`, () => {
		assert.deepEqual(readForwarded(given), {...nothing, ...expected});
	});
}
