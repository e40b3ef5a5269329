import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {alertProgram} from '../helpers/alert-program.js';
import {eventually} from '../helpers/eventually.js';
import {type Answer, type HttpReceiver, openReceiver} from '../helpers/http-receiver.js';

type ReceivedEvent = {
	readonly event: string;
	readonly event_id: string;
	readonly id: string;
	readonly notification: string;
};

/**
Returns the received events, in order and without duplicates: if the sender is killed during a request, the receiver gets
the message again with the same ID.
*/
function eventsAt({requests}: HttpReceiver): readonly ReceivedEvent[] {
	const byId = new Map<string, ReceivedEvent>();
	for (const {body} of requests) {
		const {id: notification, events} = JSON.parse(body);
		for (const {event, event_id, id} of events) {
			const before = byId.get(event_id);
			assert.ok(before === undefined || before.notification === notification, 'what comes again has the same id');
			byId.set(event_id, {event, event_id, id, notification});
		}
	}

	return [...byId.values()];
}

const rules = ['memory.percentage>80,90'];

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
	test(`an alert that lasts over ${signal} is one episode, notified once, as is its end`, async () => {
		await using receiver = await openReceiver(200);
		await using program = alertProgram({rules, handlers: [{type: 'webhook', url: receiver.origin}]});
		program.machine.use(85);
		program.start();
		await eventually('the notification arrives', () => eventsAt(receiver).length === 1);
		// The spool has nothing left to send. The remaining file is the alert memory.
		await eventually('the alert is persisted', () => readdirSync(program.spool).length === 1);
		await program.end(signal);

		program.start();
		program.machine.use(95);
		await eventually('the escalation is notified', () => eventsAt(receiver).length === 2);
		await program.end(signal);

		// The alert ends while mon-tui is not running.
		program.machine.use(50);
		program.start();
		await eventually('the end is notified', () => eventsAt(receiver).length === 3);
		await program.end(signal);

		program.start();
		program.machine.use(50);
		await sleep(500);
		program.machine.use(85);
		await eventually('the next alert is notified', () => eventsAt(receiver).length === 4);
		const received = eventsAt(receiver);
		assert.deepEqual(
			received.map(({event}) => event),
			['raised', 'escalated', 'cleared', 'raised'],
		);
		const [id, ...others] = received.map(alert => alert.id);
		assert.deepEqual(others.slice(0, 2), [id, id]);
		assert.notEqual(others[2], id);
	});
}

test('after repeated kills and failing receivers every episode is complete, and duplicates have the same id', async () => {
	/** Accepts most requests, refuses some, and closes the connection of some after the message. */
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
		// After three episodes the alert flaps, even across restarts. It then ends after a cooldown below the threshold.
		rules: ['memory.percentage>80,90 cooldown 1s'],
		handlers: [
			{type: 'webhook', name: 'one', url: one.origin},
			{type: 'webhook', name: 'other', url: other.origin},
		],
	});
	const receivers = [one, other] as const;
	const idsOf = (receiver: HttpReceiver, event: string): readonly string[] => [
		...new Set(eventsAt(receiver).flatMap(one => (one.event === event ? one.id : []))),
	];
	const haveAll = (event: string, count: number): boolean =>
		receivers.every(receiver => idsOf(receiver, event).length >= count);

	/** Kills the program at an arbitrary moment, sometimes during a request. */
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
		await eventually(`episode ${episode} is notified`, () => haveAll('raised', episode));
		program.machine.use(50);
		await killSoon(episode * 70);
		await eventually(`the end of episode ${episode} is notified`, () => haveAll('cleared', episode));
	}

	for (const receiver of receivers) {
		const received = eventsAt(receiver);
		const raised = idsOf(receiver, 'raised');
		assert.equal(raised.length, episodes, 'each excursion is one episode, whenever the program was killed');
		assert.deepEqual(idsOf(receiver, 'cleared'), raised, 'each has its end, in order');
		assert.equal(
			received.filter(({event}) => event !== 'repeated').length,
			2 * episodes,
			'no event was sent twice with different ids',
		);
	}
});
