import assert from 'node:assert/strict';
import {chmodSync, writeFileSync} from 'node:fs';
import test from 'node:test';
import {
	type DatabaseAddress,
	parseDatabaseAddress,
	passwordOf,
	shownDatabase,
} from '../../../source/exporters/databases/database-address.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const usual = {
	host: 'db.example',
	database: 'metrics',
	user: undefined,
	password: undefined,
	passwordFile: undefined,
	encryption: 'disable',
	ca: undefined,
	table: 'monitoring_snapshots',
	organization: undefined,
} as const;

const addresses: ReadonlyArray<readonly [url: string, address: DatabaseAddress, shown: string]> = [
	[
		'postgres://mon:s3cret@db.example/metrics',
		{...usual, kind: 'postgresql', port: 5432, user: 'mon', password: 's3cret'},
		'postgresql://db.example:5432/metrics',
	],
	[
		'postgresql://m%40n:p%2Fw%3A@[::1]:6000/my%20data?table=ops.samples&sslmode=verify-full',
		{
			...usual,
			kind: 'postgresql',
			host: '::1',
			port: 6000,
			database: 'my data',
			user: 'm@n',
			password: 'p/w:',
			encryption: 'verify-full',
			table: 'ops.samples',
		},
		'postgresql://[::1]:6000/my data?table=ops.samples',
	],
	['mysql://db.example/metrics', {...usual, kind: 'mysql', port: 3306}, 'mysql://db.example:3306/metrics'],
	['mariadb://db.example/metrics', {...usual, kind: 'mysql', port: 3306}, 'mysql://db.example:3306/metrics'],
	['influxdb://db.example/metrics', {...usual, kind: 'influxdb', port: 8086}, 'influxdb://db.example:8086/metrics'],
	[
		'influxdbs://:t0ken@db.example/metrics?org=ops',
		{...usual, kind: 'influxdb', port: 8086, password: 't0ken', encryption: 'verify-full', organization: 'ops'},
		'influxdb://db.example:8086/metrics?org=ops',
	],
];

for (const [url, address, shown] of addresses) {
	test(`${url} is parsed and displayed without a secret`, async () => {
		const parsed = await parseDatabaseAddress(url);
		assert.deepEqual(parsed, address);
		assert.equal(shownDatabase(parsed), shown);
	});
}

test('a password can be in a file that others cannot change and is read each time', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('password');
	writeFileSync(file, 'fr0m file\n', {mode: 0o600});
	const url = `postgres://mon@db/metrics?password-file=${encodeURIComponent(file)}`;
	const address = await parseDatabaseAddress(url);
	assert.equal(passwordOf(address), 'fr0m file');
	writeFileSync(file, 'changed\n');
	assert.equal(passwordOf(address), 'changed');
	chmodSync(file, 0o666);
	await assert.rejects(parseDatabaseAddress(url), /other users can write it; run chmod 600/);
});

for (const [title, url, message] of [
	['no database', 'postgres://mon:s3cret@db', /must name a database/],
	['two databases', 'postgres://mon:s3cret@db/a/b', /must name a database/],
	['another scheme', 'redis://mon:s3cret@db/a', /must begin with postgres:\/\//],
	['no URL', 'postgres', /invalid database URL/],
	['a password with a number sign', 'postgres://mon:p@s3cret/w#s3cret@db/a', /invalid database URL; .* # as %23/],
	['a password with a slash', 'postgres://mon:1/s3cret@db', /invalid database URL; .* \/ as %2F/],
	[
		'a password with a slash and a letter before it',
		'postgres://mon:p/s3cret@db/a',
		/invalid database URL; .* \/ as %2F/,
	],
	[
		'a password with a question mark',
		'postgres://mon:p@w/a?s3cret@db',
		/an unknown parameter; known parameters: table/,
	],
	[
		'a parameter that does not exist',
		'mysql://mon:s3cret@db/a?tabel=x',
		/unknown parameter "tabel"; known parameters: table/,
	],
	['a table that is no name', "mysql://mon:s3cret@db/a?table=x';drop", /table must consist of letters/],
	[
		'an sslmode that does not exist',
		'mysql://mon:s3cret@db/a?sslmode=maybe',
		/sslmode must be one of disable, require/,
	],
	[
		'authorities for a connection that is not verified',
		'mysql://mon:s3cret@db/a?ca=x&sslmode=require',
		/ca requires sslmode=verify-full/,
	],
	['authorities that are not there', 'mysql://mon:s3cret@db/a?ca=/nowhere', /\/nowhere cannot be read: no such file/],
	[
		'a table where there is none',
		'influxdb://:s3cret@db/a?table=x',
		/unknown parameter "table"; known parameters: org/,
	],
	[
		'what fetch cannot do',
		'influxdb://:s3cret@db/a?sslmode=require',
		/disable or verify-full; set NODE_EXTRA_CA_CERTS/,
	],
] as const) {
	test(`${title}: rejected without the password in the message`, async () => {
		await assert.rejects(parseDatabaseAddress(url), (error: Error) => {
			assert.match(error.message, message);
			assert.doesNotMatch(error.message, /s3cret/);
			return true;
		});
	});
}
