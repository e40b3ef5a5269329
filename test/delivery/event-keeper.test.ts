import assert from 'node:assert/strict';
import test from 'node:test';
import type {AlertEvent} from '../../source/alerts/alert.js';
import type {EventKeeper, HeldEvent, Told} from '../../source/alerts/event-keeper.js';
import {deliver} from '../../source/delivery/delivery.js';
import {createHandlerSet} from '../../source/delivery/handler-set.js';
import {functionHandler} from '../../source/delivery/handlers/function.js';
import {eventOf} from '../helpers/alert-events.js';
import {eventually} from '../helpers/eventually.js';
import {sampleStore} from '../helpers/sample-store.js';
import {sampleAt} from '../helpers/samples.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

type Options = {
	readonly spoolDirectory?: string;
	readonly held?: readonly HeldEvent[];
	readonly told?: readonly Told[];
	/** What keeping and letting go take. */
	readonly disk?: () => Promise<void>;
};

/** Delivery to one handler, and all that happened to the events in order. */
function start({spoolDirectory, held = [], told = [], disk = async () => {}}: Options = {}) {
	const store = sampleStore();
	const steps: string[] = [];
	const idsOf = (events: readonly AlertEvent[]): string => events.map(({id}) => id).join(' ');
	const keeper: EventKeeper = {
		held,
		told,
		async hold(events) {
			steps.push(`hold ${idsOf(events)}`);
			await disk();
		},
		async release(events, knowing) {
			const who = knowing.map(({alertId, handlers}) => `${handlers.join(' and ')} knows ${alertId}`).join(', ');
			steps.push(`release ${idsOf(events)}: ${who}`);
			await disk();
		},
	};
	const handlers = createHandlerSet({spoolDirectory, told, pace: {groupWaitMs: 0}});
	handlers.add(
		functionHandler('ops', ({events}) => {
			steps.push(`send ${idsOf(events)}`);
		}),
	);
	const delivery = deliver(handlers, {keeper})(store);
	let sequence = 0;
	return {
		steps,
		handlers,
		delivery,
		turn(...events: readonly AlertEvent[]) {
			sequence += 1;
			store.receive({...sampleAt(sequence), sequence, events});
		},
	};
}

const raised = {...eventOf('raised'), id: 'run.1'};
const cleared = {...eventOf('cleared'), id: 'run.2'};

test('an event is held, then spooled, then let go, and only then sent', async () => {
	const {steps, turn, delivery} = start();
	await using _ = delivery;
	turn(raised);
	turn();
	turn(cleared);
	await eventually('both are sent', () => steps.filter(step => step.startsWith('send')).length === 2);
	assert.deepEqual(
		steps.filter(step => step.includes('run.1')),
		['hold run.1', 'release run.1: ops knows episode-1', 'send run.1'],
	);
	assert.deepEqual(
		steps.filter(step => step.startsWith('send')),
		['send run.1', 'send run.2'],
	);
});

test('an event is held in the turn that finds it, however long an earlier one takes', async () => {
	let release = (): void => {};
	const hung = new Promise<void>(resolve => {
		release = resolve;
	});
	const {steps, turn, delivery} = start({disk: () => hung});
	await using _ = delivery;
	turn(raised);
	turn(cleared);
	assert.deepEqual(steps, ['hold run.1', 'hold run.2']);
	release();
	await eventually('both are sent', () => steps.filter(step => step.startsWith('send')).length === 2);
});

test('what was held when an earlier run was killed is told now', async () => {
	const {steps, delivery} = start({held: [{host: 'web-01', event: raised}]});
	await using _ = delivery;
	await eventually('it is sent', () => steps.includes('send run.1'));
	assert.deepEqual(steps, ['release run.1: ops knows episode-1', 'send run.1']);
});

test('what was held and is in the spool too is told once', async () => {
	using directory = temporaryDirectory();
	const earlier = createHandlerSet({spoolDirectory: directory.path, pace: {groupWaitMs: 60_000}});
	earlier.add(functionHandler('ops', () => {}));
	earlier.post([raised], 'web-01');
	await earlier.remove('ops');

	const {steps, delivery, handlers} = start({
		spoolDirectory: directory.path,
		held: [{host: 'web-01', event: raised}],
	});
	await eventually('it is let go', () => steps.includes('release run.1: ops knows episode-1'));
	await handlers.flush(5000);
	await delivery[Symbol.asyncDispose]();
	assert.deepEqual(
		steps.filter(step => step.startsWith('send')),
		['send run.1'],
	);
	assert.deepEqual(directory.names(), []);
});

test('who was told of an alert by an earlier run is told of its end, and nobody else', async () => {
	const {steps, turn, delivery, handlers} = start({told: [{alertId: 'episode-1', handlers: ['ops']}]});
	await using _ = delivery;
	assert.equal(handlers.get('ops')?.alerts.get('episode-1')?.state, 'sent');
	turn(cleared, {...eventOf('cleared', {id: 'another'}), id: 'run.3'});
	await eventually('it is sent', () => steps.includes('send run.2'));
	await handlers.flush(5000);
	assert.equal(
		steps.some(step => step.startsWith('send') && step.includes('run.3')),
		false,
	);
});
