import {totalmem} from 'node:os';
import process from 'node:process';
import type {Collector, Machine} from '../collector.js';
import {selfCounts} from '../linux/self-counts.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {watchGc} from './gc-watch.js';
import {watchLoopDelay} from './loop-delay.js';
import {leakWarning, type MemoryPoint, memoryTrend} from './memory-trend.js';
import {minuteAverages} from './minute-averages.js';

/** Returns a collector of the resource usage of the monitor itself: from Node.js, and on Linux from `/proc/self`. */
export function selfCollector(machine: Machine, cadenceMs: number): Collector<'self'> & Disposable {
	const gc = watchGc();
	const loopDelay = watchLoopDelay();
	const counts = selfCounts(machine);
	const averages = minuteAverages();
	let lastCpu: {readonly atMs: number; readonly microseconds: number} | undefined;
	let lastMajorCount = 0;
	let assessed = assessMemory(averages.points());

	const cpuPercent = (nowMs: number, {user, system}: NodeJS.CpuUsage): number | undefined => {
		const before = lastCpu;
		lastCpu = {atMs: nowMs, microseconds: user + system};
		const seconds = elapsedSeconds(before?.atMs, nowMs, cadenceMs);
		return before === undefined || seconds === undefined
			? undefined
			: (100 * (lastCpu.microseconds - before.microseconds)) / 1e6 / seconds;
	};

	return {
		name: 'self',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			const nowMs = machine.monotonicMs();
			const usage = process.cpuUsage();
			const {rss, heapUsed, heapTotal, external} = process.memoryUsage();
			averages.add(nowMs, rss, gc.majorCount > lastMajorCount);
			lastMajorCount = gc.majorCount;
			if (assessed.points !== averages.points()) {
				assessed = assessMemory(averages.points());
			}

			return {
				cpuPercent: cpuPercent(nowMs, usage),
				cpuSeconds: (usage.user + usage.system) / 1e6,
				residentSetBytes: rss,
				memoryPercent: (100 * rss) / totalmem(),
				heapUsedBytes: heapUsed,
				heapTotalBytes: heapTotal,
				externalBytes: external,
				threads: counts.threads(),
				openFiles: counts.openFiles(nowMs),
				connections: process.getActiveResourcesInfo().filter(name => name === 'TCPSocketWrap').length,
				eventLoopDelayMs: loopDelay.takeMaxMs(),
				gcCount: gc.count,
				gcPauseMs: gc.pauseMs,
				uptimeSeconds: process.uptime(),
				memoryTrendBytesPerHour: assessed.trend,
				leakWarning: assessed.warning,
			};
		},
		[Symbol.dispose]() {
			gc[Symbol.dispose]();
			loopDelay[Symbol.dispose]();
			counts[Symbol.dispose]();
		},
	};
}

/** Computes the trend and the leak warning, once a minute. */
function assessMemory(points: readonly MemoryPoint[]) {
	return {points, trend: memoryTrend(points), warning: leakWarning(points)};
}
