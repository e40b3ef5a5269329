import assert from 'node:assert/strict';
import process from 'node:process';
import {describe, it} from 'node:test';
import {initialState, receiveSample} from '../../../source/core/state.js';
import {createStore} from '../../../source/core/store.js';
import {initialUiState} from '../../../source/ui/state/ui-state.js';
import {eventually} from '../../helpers/eventually.js';
import {examination} from '../../helpers/examination.js';
import {hostOf} from '../../helpers/fleet-hosts.js';
import {assertFrame} from '../../helpers/frames.js';
import {mouseBytes} from '../../helpers/mouse.js';
import {type RenderedApp, renderApp} from '../../helpers/render-app.js';
import {sampleAt} from '../../helpers/samples.js';
import {containedState, watchedState} from '../../helpers/states.js';

process.env.TZ = 'UTC';

const nothingYet = initialState(500, {samples: 10, seconds: 60});
const well = {status: 'ok', reasons: [], problems: []} as const;

function screen(app: RenderedApp): string {
	return app.rows().join('\n');
}

describe('the health page', () => {
	for (const [columns, rows] of [
		[40, 10],
		[80, 24],
		[120, 40],
		[200, 50],
	] as const) {
		it(`matches the reviewed picture at ${columns}×${rows}`, async () => {
			await using app = await renderApp(watchedState(), {columns, rows, examine: () => examination()});
			await app.press('!');
			assertFrame(`health-${columns}x${rows}`, app.rows());
		});
	}

	it('matches the reviewed picture in ASCII', async () => {
		const options = {columns: 80, rows: 24, isAscii: true, examine: () => examination()};
		await using app = await renderApp(watchedState(), options);
		await app.press('!');
		assertFrame('health-ascii', app.rows());
		for (const row of app.rows()) {
			assert.match(row, /^[ -~]*$/);
		}
	});

	it('stays inside the terminal at every size', async () => {
		for (const columns of [1, 2, 7, 20, 33, 59, 110, 160, 300]) {
			for (const rows of [1, 2, 4, 5, 13, 24, 60]) {
				await using app = await renderApp(watchedState(), {columns, rows, examine: () => examination()});
				await app.press('!');
				assert.ok(app.rows().length <= rows, `${app.rows().length} rows at ${columns}×${rows}`);
				for (const row of app.rows()) {
					assert.ok([...row].length <= columns, `at ${columns}×${rows}: ${row}`);
				}
			}
		}
	});

	it('requests reports only while it is shown', async () => {
		let count = 0;
		const examine = () => {
			count += 1;
			return examination();
		};
		await using app = await renderApp(nothingYet, {columns: 80, rows: 24, examine});
		await app.setState(state => receiveSample(state, sampleAt(1)));
		assert.equal(count, 0);
		await app.press('!');
		const opened = count;
		assert.ok(opened > 0);
		await app.setState(state => receiveSample(state, sampleAt(2)));
		assert.ok(count > opened, 'a sample causes an update');
		await app.press('!');
		const closed = count;
		await app.setState(state => receiveSample(state, sampleAt(3)));
		assert.equal(count, closed);
	});

	it('is updated when sampling has stopped', async () => {
		let health = examination(well);
		await using app = await renderApp(watchedState(), {columns: 80, rows: 24, examine: () => health});
		await app.press('!');
		assert.match(screen(app), /Status +✓ ok/);
		health = examination({status: 'failing', reasons: ['no sample has been taken for 4.2 s'], problems: []});
		await eventually('it says so without a sample', () => /✖ failing.*taken for 4\.2 s/s.test(screen(app)));
	});

	it('scrolls to its ends, and a key of another action closes it and runs that action', async () => {
		await using app = await renderApp(watchedState(), {columns: 80, rows: 24, examine: () => examination()});
		await app.press('!');
		assert.match(screen(app), /1–22 of (\d+)/);
		await app.press('\u{1B}[F');
		const end = screen(app);
		assert.match(end, /–(\d+) of \1 /);
		assert.match(end, /no answer within 5 s/);
		for (let count = 0; count < 5; count++) {
			await app.press('\u{1B}[B');
		}

		assert.equal(screen(app), end, 'there is nothing below');
		await app.press('\u{1B}[A');
		assert.notEqual(screen(app), end, 'and no key is lost on the way back');
		await app.press('\u{1B}[5~');
		await app.press('\u{1B}[H');
		assert.match(screen(app), /1–22 of/);
		await app.press('a');
		assert.match(screen(app), /✓ no alerts/);
		await app.press('\u{1B}');
		await app.press('!');
		await app.press('\u{1B}');
		assert.doesNotMatch(screen(app), /Health of mon-tui/);
	});

	it('is scrolled by the wheel and closed by a click', async () => {
		await using app = await renderApp(watchedState(), {
			columns: 80,
			rows: 24,
			hasMouse: true,
			examine: () => examination(),
		});
		await app.press('!');
		await app.press(mouseBytes('wheelDown', 10, 10));
		assert.match(screen(app), /4–25 of/);
		await app.press(mouseBytes('click', 10, 10));
		assert.doesNotMatch(screen(app), /Health of mon-tui/);
	});

	it('is updated while the screen is paused', async () => {
		let health = examination(well);
		const initial = {...initialUiState, isPaused: true};
		await using app = await renderApp(watchedState(), {
			columns: 80,
			rows: 24,
			initialState: initial,
			examine: () => health,
		});
		await app.press('!');
		health = examination({...well, samples: 99_999});
		await eventually('it counts on', () => /99999/.test(screen(app)));
	});

	it('shows what is known of a remote machine, and what is unavailable', async () => {
		const remoteData = {...well, source: 'remote', collectors: [], handlers: [], export: undefined} as const;
		await using app = await renderApp(containedState(), {
			columns: 80,
			rows: 24,
			host: createStore(hostOf('web-01')),
			examine: () => examination({...remoteData, databases: [], server: undefined, memory: undefined}),
		});
		await app.press('!');
		assert.match(screen(app), /Connection +live since/);
		assert.match(screen(app), /Remote cost +0\.6% of a core, 58\.0 MiB resident, up 01:00:00/);
		assert.match(screen(app), /Unavailable +collectors, handlers and recording of the host/);
		assert.match(screen(app), /Not measured +state.*pressure +unsupported.*no \/proc\/pressure/s);
		assert.doesNotMatch(screen(app), /Collectors +state/);
	});

	it('shows which facts a recording does not hold', async () => {
		const recorded = {...well, source: 'recording', sampleAgeMs: undefined, collectors: []} as const;
		await using app = await renderApp(containedState(), {
			columns: 80,
			rows: 24,
			examine: () => examination(recorded),
		});
		await app.press('!');
		assert.match(screen(app), /Recorded +0\.6% of a core/);
		assert.match(screen(app), /Unavailable +collectors/);
	});
});
