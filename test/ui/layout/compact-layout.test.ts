import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {type CompactNeeds, compactLayout, minListRows} from '../../../source/ui/layout/compact-layout.js';

const calm: CompactNeeds = {gpus: 0, hasAlerts: false, hasVerdict: false, hasProcesses: true};
const troubled: CompactNeeds = {...calm, hasAlerts: true, hasVerdict: true};

suite('the layout of the compact view', () => {
	for (const width of [40, 50, 60, 80, 100, 160]) {
		for (const needs of [calm, troubled]) {
			const state = needs === calm ? 'calm' : 'troubled';

			test(`fills the height and never more: ${width} columns, ${state}`, () => {
				for (let height = 1; height <= 30; height++) {
					const {rows, listHeight} = compactLayout(needs, width, height);
					assert.ok(rows.length + listHeight <= height, `${height}`);
					assert.equal(new Set(rows).size, rows.length);
					assert.ok(rows.includes('title') || height < 3);
					assert.equal(
						rows[needs.hasVerdict && height < 6 ? 0 : 1] === 'verdict',
						needs.hasVerdict,
						`${height}: ${rows}`,
					);
				}
			});

			test(`names processes from 6 rows on, and lists them: ${width} columns, ${state}`, () => {
				for (let height = 6; height <= 30; height++) {
					const {rows, listHeight} = compactLayout(needs, width, height);
					assert.ok(rows.includes('top') || listHeight >= 3, `${height}: ${rows} and ${listHeight}`);
					assert.ok(listHeight >= 3 || height < minListRows, `${height}: ${rows} and ${listHeight}`);
				}
			});

			test(`has no fewer processes in a higher terminal: ${width} columns, ${state}`, () => {
				let before = 0;
				for (let height = 6; height <= 30; height++) {
					const {listHeight} = compactLayout(needs, width, height);
					// The row of alerts is added once.
					assert.ok(listHeight >= before - Number(needs.hasAlerts && height === minListRows), `${height}`);
					before = listHeight;
				}
			});
		}
	}

	test('lists processes at 80x8', () => {
		assert.ok(compactLayout(calm, 80, 8).listHeight >= 3);
		assert.ok(compactLayout(troubled, 80, 8).listHeight >= 3);
	});

	test('has no list of processes that are hidden', () => {
		assert.deepEqual(compactLayout({...calm, hasProcesses: false}, 80, 20), {
			rows: ['title', 'cpu', 'memory', 'disk', 'network'],
			isJoined: false,
			listHeight: 0,
		});
	});
});
