import assert from 'node:assert/strict';
import test from 'node:test';
import {
	accepted,
	choice,
	distinct,
	flag,
	integerFrom,
	list,
	Mismatch,
	number,
	numberFrom,
	object,
	optional,
	type Reader,
	text,
	textOfAtMost,
} from '../../source/support/reader.js';

const aHost = object({
	name: textOfAtMost(8),
	port: optional(integerFrom(1, 65_535)),
	load: optional(numberFrom(0, 1)),
	tags: optional(distinct(list(text, 3))),
	inner: optional(list(object({state: choice(['up', 'down']), isOld: flag, since: optional(number)}))),
});

test('a value is read with its known fields only', () => {
	const read = aHost.read(JSON.parse('{"name":"web","port":80,"tags":["a"],"extra":1,"__proto__":{"load":2}}'));
	assert.deepEqual(read, {name: 'web', port: 80, tags: ['a']});
});

const wrong: ReadonlyArray<readonly [reader: Reader<unknown>, json: string, says: string]> = [
	[aHost, '[]', 'host must be an object, not an empty list'],
	[aHost, 'null', 'host must be an object, not null'],
	[aHost, '{}', 'host.name is missing; it must be a string of at most 8 characters'],
	[aHost, '{"__proto__":{"name":"web"}}', 'host.name is missing; it must be a string of at most 8 characters'],
	[aHost, '{"name":"much too long"}', 'host.name must be a string of at most 8 characters, not "much too long"'],
	[aHost, '{"name":"web","port":0.5}', 'host.port must be a whole number from 1 to 65535, not 0.5'],
	[aHost, '{"name":"web","port":null}', 'host.port must be a whole number from 1 to 65535, not null'],
	[aHost, '{"name":"web","load":1e999}', 'host.load must be a number from 0 to 1, not Infinity'],
	[aHost, '{"name":"web","tags":{}}', 'host.tags must be a list, not an object'],
	[aHost, '{"name":"web","tags":["a",true]}', 'host.tags[1] must be a string, not true'],
	[aHost, '{"name":"web","tags":["a","b","c","d"]}', 'host.tags.length must be at most 3, not 4'],
	[aHost, '{"name":"web","tags":["a","b","a"]}', 'host.tags[2] must be different from those before it, not "a"'],
	[aHost, '{"name":"web","inner":[{"state":"off"}]}', 'host.inner[0].state must be one of "up", "down", not "off"'],
	[aHost, '{"name":"web","inner":[{"state":"up"}]}', 'host.inner[0].isOld is missing; it must be true or false'],
];

for (const [reader, json, says] of wrong) {
	test(`wrong: ${json}`, () => {
		const found = reader.read(JSON.parse(json));
		assert.ok(found instanceof Mismatch);
		assert.equal(found.of('host'), says);
		assert.equal(accepted(reader, JSON.parse(json)), undefined);
	});
}

test('the credentials of a URL are not displayed', () => {
	const found = textOfAtMost(3).read('https://mon:hunter2@example.org');
	assert.ok(found instanceof Mismatch);
	assert.equal(found.of('url'), 'url must be a string of at most 3 characters, not "https://***@example.org"');
});
