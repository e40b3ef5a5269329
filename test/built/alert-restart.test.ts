import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {alertProgram} from '../helpers/alert-program.js';
import {eventually} from '../helpers/eventually.js';
import {type Answer, type HttpReceiver, openReceiver} from '../helpers/http-receiver.js';

type Told = {readonly event: string; readonly event_id: string; readonly id: string; readonly notification: string};

/**
The events that were received, in order, each once: who takes a message just when its sender is killed gets it again, with
the same id.
*/
function toldTo({requests}: HttpReceiver): readonly Told[] {
	const told = new Map<string, Told>();
	for (const {body} of requests) {
		const {id: notification, events} = JSON.parse(body);
		for (const {event, event_id, id} of events) {
			const before = told.get(event_id);
			assert.ok(before === undefined || before.notification === notification, 'what comes again has the same id');
			told.set(event_id, {event, event_id, id, notification});
		}
	}

	return [...told.values()];
}

const rules = ['memory.percentage>80,90'];

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
	test(`an alert that lasts over ${signal} is one episode: told once, and its end once`, async () => {
		await using receiver = await openReceiver(200);
		await using program = alertProgram({rules, handlers: [{type: 'webhook', url: receiver.origin}]});
		program.machine.use(85);
		program.start();
		await eventually('it is told', () => toldTo(receiver).length === 1);
		// The spool has nothing more to send, and what is left is the memory.
		await eventually('it is remembered', () => readdirSync(program.spool).length === 1);
		await program.end(signal);

		program.start();
		program.machine.use(95);
		await eventually('its rise is told', () => toldTo(receiver).length === 2);
		await program.end(signal);

		// It ends while nobody looks.
		program.machine.use(50);
		program.start();
		await eventually('its end is told', () => toldTo(receiver).length === 3);
		await program.end(signal);

		program.start();
		program.machine.use(50);
		await sleep(500);
		program.machine.use(85);
		await eventually('the next is told', () => toldTo(receiver).length === 4);
		const told = toldTo(receiver);
		assert.deepEqual(
			told.map(({event}) => event),
			['raised', 'escalated', 'cleared', 'raised'],
		);
		const [id, ...others] = told.map(alert => alert.id);
		assert.deepEqual(others.slice(0, 2), [id, id]);
		assert.notEqual(others[2], id);
	});
}

test('killed again and again while receivers fail: each episode is whole, and what comes twice has the same id', async () => {
	/** Takes most, fails some, and of some takes the message and hangs up. */
	const fickle = (failing: number): Answer => {
		let count = 0;
		return (response, socket) => {
			count += 1;
			if (count % failing === 0) {
				response.writeHead(503, {'retry-after': '0'}).end();
			} else if (count % failing === 2) {
				socket.destroy();
			} else {
				response.end();
			}
		};
	};
	await using one = await openReceiver(fickle(5));
	await using other = await openReceiver(fickle(7));
	await using program = alertProgram({
		// After three episodes it flaps, restarts or not: then it ends when it was well for a whole cooldown.
		rules: ['memory.percentage>80,90 cooldown 1s'],
		handlers: [
			{type: 'webhook', name: 'one', url: one.origin},
			{type: 'webhook', name: 'other', url: other.origin},
		],
	});
	const receivers = [one, other] as const;
	const idsOf = (receiver: HttpReceiver, event: string): readonly string[] => [
		...new Set(toldTo(receiver).flatMap(told => (told.event === event ? told.id : []))),
	];
	const haveAll = (event: string, count: number): boolean =>
		receivers.every(receiver => idsOf(receiver, event).length >= count);

	/** Kills at a moment of no particular kind, some of them in the middle of telling. */
	const killSoon = async (afterMs: number): Promise<void> => {
		await sleep(afterMs);
		await program.end('SIGKILL');
		program.start();
	};

	program.start();
	const episodes = 5;
	for (let episode = 1; episode <= episodes; episode++) {
		program.machine.use(85);
		await killSoon(episode * 90);
		await eventually(`episode ${episode} is told`, () => haveAll('raised', episode));
		program.machine.use(50);
		await killSoon(episode * 70);
		await eventually(`the end of episode ${episode} is told`, () => haveAll('cleared', episode));
	}

	for (const receiver of receivers) {
		const told = toldTo(receiver);
		const raised = idsOf(receiver, 'raised');
		assert.equal(raised.length, episodes, 'each excursion is one episode, whenever the program was killed');
		assert.deepEqual(idsOf(receiver, 'cleared'), raised, 'each has its end, in order');
		assert.equal(
			told.filter(({event}) => event !== 'repeated').length,
			2 * episodes,
			'nothing was told twice under another id',
		);
	}
});
