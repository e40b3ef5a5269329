import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Kernel, Limits, Memory, Paging} from '../../../source/metrics/snapshot.js';
import {usageOnly} from '../../../source/metrics/values/unmeasured.js';
import {createAppearance} from '../../../source/ui/drawing/appearance.js';
import {unicodeGlyphs} from '../../../source/ui/drawing/glyphs.js';
import type {Line} from '../../../source/ui/drawing/line.js';
import {drawCpu} from '../../../source/ui/panels/cpu.js';
import {drawKernel} from '../../../source/ui/panels/kernel.js';
import {drawMemory} from '../../../source/ui/panels/memory.js';
import type {CpuContent} from '../../../source/ui/panels/panel-contents.js';
import {themes} from '../../../source/ui/theme/themes.js';
import {cpu, memory, ok, paging} from '../../helpers/samples.js';

const appearance = createAppearance({theme: themes.default, colorDepth: 'none', isAscii: false, graphStyle: 'braille'});

const textOf = (line: Line | undefined): string => (line ?? []).map(({text}) => text).join('');
const allText = (lines: readonly Line[]): string => lines.map(textOf).join('\n');

const busy = cpu(90, [90, 90]);
const total = {
	usedPercent: 90,
	userPercent: 60,
	systemPercent: 25,
	iowaitPercent: 8,
	stealPercent: 5,
	nicePercent: 20,
	irqPercent: 1,
	softirqPercent: 9,
};

function cpuLines(width: number, height: number, changes: Partial<CpuContent> = {}): readonly Line[] {
	const content = {
		cpu: ok({...busy, total}),
		load: {load1: 1, load5: 2, load15: 3},
		limits: undefined,
		series: [],
		logicalCores: 2,
		coreRows: undefined,
		...changes,
	};
	return drawCpu(content, width, height, appearance);
}

test('a high CPU panel lists the modes as top does, and the load on the scheduler below', () => {
	const lines = cpuLines(76, 12);
	assert.deepEqual(
		lines.slice(1, 7).map(line => textOf(line).slice(0, 8)),
		['us   40%', 'sy   15%', 'ni   20%', 'io    8%', 'irq  10%', 'st    5%'],
	);
	assert.match(textOf(lines.at(-1)), /^load 1\.00 2\.00 3\.00 +run +3 blk +1 cs\/s 8\.20k int\/s 5\.10k fork\/s +13$/);
});

test('a low CPU panel has the modes beside the load, the highest ones where few fit', () => {
	assert.match(textOf(cpuLines(72, 4).at(-1)), /us +40% +sy +15% +ni +20% +io +8% +irq +10% +st +5%$/);
	assert.match(textOf(cpuLines(90, 4).at(-1)), /st +5% {2}run +3 blk +1$/);
	assert.match(textOf(cpuLines(45, 4).at(-1)), /^load 1\.00 2\.00 3\.00 +us +40% sy +15% ni +20%$/);
	assert.match(textOf(cpuLines(40, 4).at(-1)), /^load 1\.00 2\.00 3\.00 +us +40% ni +20%$/);
	assert.match(textOf(cpuLines(20, 4).at(-1)), /^load 1\.00 2\.00 3\.00 $/);
});

test('the modes follow the limit of a container where both fit', () => {
	const limits: Limits = {
		version: 'v2',
		cpuLimitCores: 2,
		cpuUsedCores: 1.5,
		throttledPercent: 0,
		memoryLimitBytes: undefined,
		memoryUsedBytes: undefined,
		memoryUsedPercent: undefined,
		pressure: undefined,
	};
	assert.match(textOf(cpuLines(96, 4, {limits}).at(-1)), /limit 1\.50\/2 cores {2}us +40% .*st +5%$/);
	assert.match(textOf(cpuLines(45, 4, {limits}).at(-1)), /^load 1\.00 2\.00 3\.00 +limit 1\.50\/2 cores$/);
});

test('modes and counts that a platform does not report are left out', () => {
	const unknown = {runnableTasks: undefined, blockedTasks: undefined, contextSwitchesPerSecond: undefined};
	const reading = ok({
		...busy,
		...unknown,
		interruptsPerSecond: undefined,
		forksPerSecond: undefined,
		total: usageOnly(50),
	});
	for (const height of [4, 12]) {
		assert.doesNotMatch(allText(cpuLines(90, height, {cpu: reading})), /us|irq|run|fork/);
	}
});

const swapping: Paging = {...paging, swapInBytesPerSecond: 5_000_000, swapOutBytesPerSecond: 900_000, oomKills: 3};

function memoryText(height: number, changes: Partial<Memory>, pagingNow: Paging = paging, width = 44): string {
	const reading = ok({...memory, ...changes});
	return allText(
		drawMemory({reading, paging: pagingNow, limitPercent: undefined, series: []}, width, height, appearance),
	);
}

test('a high memory panel has what the memory contains and the swap traffic, and a low one does not', () => {
	const full = memoryText(
		24,
		{hugePagesTotalBytes: 2 ** 30, hugePagesFreeBytes: 2 ** 28, zramBytes: 2 ** 20},
		swapping,
	);
	for (const part of [
		/swap in +5\.00 MB\/s/,
		/swap out +900 kB\/s/,
		/major faults +2\/s/,
		/OOM kills +3/,
		/page cache +1\.40 GiB/,
		/dirty +51\.2 MiB/,
		/slab +614 MiB/,
		/shared +307 MiB/,
		/commit +18\.0G\/8\.00G/,
		/huge pages +768M\/1\.00G/,
		/zram +1\.00 MiB/,
	]) {
		assert.match(full, part);
	}

	assert.doesNotMatch(memoryText(4, {}, swapping), /swap in|dirty/);
});

test('parts that the machine does not have take no room', () => {
	const text = memoryText(24, {slabBytes: undefined});
	assert.doesNotMatch(text, /swap in|swap out|OOM|huge|zswap|zram|corrupted|slab/);
	assert.match(memoryText(24, {corruptedBytes: 8192}), /corrupted +8\.00 KiB/);
	assert.doesNotMatch(memoryText(24, {}, {...paging, majorFaultsPerSecond: undefined}), /major faults/);
});

test('half of the rows of a memory panel stay for the graph', () => {
	const lines = memoryText(11, {}).split('\n');
	assert.equal(lines.length, 11);
	assert.match(lines.slice(-4).join(' '), /^100 +0 +$/, 'the axis of a graph without values');
	assert.match(lines[6] ?? '', /\S/);
});

test('the kernel panel has all tables, or the fullest ones', () => {
	const kernel: Kernel = {
		files: {used: 100, maximum: 1000, usedPercent: 10},
		threads: {used: 500, maximum: undefined, usedPercent: undefined},
		conntrack: {used: 900, maximum: 1000, usedPercent: 90},
	};
	const draw = (height: number) => drawKernel(ok(kernel), 60, height, unicodeGlyphs).map(textOf);
	const [files, threads, conntrack] = draw(3);
	assert.match(files ?? '', /^open files .*10\.0% {2}100 of 1000$/);
	assert.match(threads ?? '', /^threads +500, no limit$/);
	assert.match(conntrack ?? '', /^connections .*90\.0% {2}900 of 1000$/);
	assert.deepEqual(
		draw(1).map(line => line.slice(0, 11)),
		['connections'],
	);
	assert.deepEqual(drawKernel(ok({...kernel, conntrack: undefined}), 60, 3, unicodeGlyphs).length, 2);
});
