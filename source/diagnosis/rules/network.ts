import type {NetworkInterface, Process, Sockets, TroubledSocket} from '../../metrics/snapshot.js';
import {countOf, formatPercent, formatRate} from '../../support/format.js';
import {culpritOf} from '../culprits.js';
import type {Draft} from '../draft.js';
import {type Facts, type Level, severityOf} from '../facts.js';
import {findByName} from '../find-by-name.js';
import type {Culprit} from '../finding.js';
import {shellWord} from '../shell-word.js';
import {seconds} from '../text.js';

/** Returns the findings about interfaces, TCP, UDP and connection tracking. */
export function networkFindings(facts: Facts): readonly Draft[] {
	const interfaces = facts.get('network')?.interfaces ?? [];
	const find = findByName<NetworkInterface>();
	return [
		conntrack(facts),
		...interfaces.flatMap(({name}) => interfaceFindings(facts, find, name)),
		listenOverflow(facts),
		retransmits(facts),
		ports(facts),
		udp(facts),
	].filter(draft => draft !== undefined);
}

type Find = ReturnType<typeof findByName<NetworkInterface>>;

function interfaceFindings(facts: Facts, find: Find, name: string): ReadonlyArray<Draft | undefined> {
	const of = (pick: (one: NetworkInterface) => number | undefined): Level | undefined =>
		facts.level('network', ({interfaces}) => {
			const found = find(interfaces, name);
			return found && pick(found);
		});
	return [linkFull(name, of), drops(name, of), errors(name, of)];
}

type LevelOf = (pick: (one: NetworkInterface) => number | undefined) => Level | undefined;

function linkFull(name: string, of: LevelOf): Draft | undefined {
	const used = of(({linkUsedPercent}) => linkUsedPercent);
	if (!used || used.short.mean < 90) {
		return undefined;
	}

	const receive = of(({receiveBytesPerSecond}) => receiveBytesPerSecond);
	const send = of(({sendBytesPerSecond}) => sendBytesPerSecond);
	const isLong = used.long !== undefined && used.long.mean >= 90;
	return {
		id: 'network.saturated',
		resource: 'network',
		kind: 'saturation',
		severity: isLong ? 'warning' : 'note',
		where: name,
		problem: `${name} uses ${formatPercent(used.short.mean)} of the speed of its link`,
		cause: undefined,
		evidence: [
			...(receive ? [{name: 'received', value: formatRate(receive.short.mean)}] : []),
			...(send ? [{name: 'sent', value: formatRate(send.short.mean)}] : []),
		],
		culprits: [],
		next: [`ip -s link show ${shellWord(name)}`, `iftop -i ${shellWord(name)}`, `nethogs ${shellWord(name)}`],
	};
}

/** A host drops single packets of protocols that it does not know. */
const minDropsPerSecond = 5;

function drops(name: string, of: LevelOf): Draft | undefined {
	const dropped = of(({dropsPerSecond}) => dropsPerSecond);
	if (!dropped || dropped.short.mean < minDropsPerSecond) {
		return undefined;
	}

	const packets = of(({receivePacketsPerSecond, sendPacketsPerSecond}) =>
		receivePacketsPerSecond === undefined || sendPacketsPerSecond === undefined
			? undefined
			: receivePacketsPerSecond + sendPacketsPerSecond,
	);
	if (!packets) {
		return undefined;
	}

	const share = (dropped.short.mean / (packets.short.mean + dropped.short.mean)) * 100;
	return share >= 2
		? {
				id: 'network.drops',
				resource: 'network',
				kind: 'saturation',
				severity: 'warning',
				where: name,
				problem: `${name} drops ${formatPercent(share)} of its packets`,
				cause: undefined,
				evidence: [
					{
						name: 'dropped',
						value: `${Math.round(dropped.short.mean)} packets per second over the last ${seconds(dropped.short)}`,
					},
				],
				culprits: [],
				next: [`ip -s link show ${shellWord(name)}`, `ethtool -S ${shellWord(name)}`],
			}
		: undefined;
}

/** Five errors in ten minutes are a warning; the history of the diagnosis is one minute. */
const minErrors = 5;

function errors(name: string, of: LevelOf): Draft | undefined {
	const counter = of(({receiveErrors, sendErrors}) =>
		receiveErrors === undefined && sendErrors === undefined ? undefined : (receiveErrors ?? 0) + (sendErrors ?? 0),
	);
	const window = counter?.long ?? counter?.short;
	const count = window?.increase ?? 0;
	return window && count >= minErrors
		? {
				id: 'network.errors',
				resource: 'network',
				kind: 'error',
				severity: 'warning',
				where: name,
				problem: `${name} has transmission errors`,
				cause: undefined,
				evidence: [{name: 'errors', value: `${count} in the last ${seconds(window)}`}],
				culprits: [],
				next: [`ip -s link show ${shellWord(name)}`, `ethtool -S ${shellWord(name)}`],
			}
		: undefined;
}

const of =
	(facts: Facts) =>
	(pick: (sockets: Sockets) => number | undefined): Level | undefined =>
		facts.level('sockets', pick);

function listenOverflow(facts: Facts): Draft | undefined {
	const level = of(facts)(({listenOverflowsPerSecond}) => listenOverflowsPerSecond);
	if (!level || level.short.mean < 1) {
		return undefined;
	}

	const {listeners} = facts.answers;
	const [full] = listeners ?? [];
	const culprits = owners(facts, listeners, waiting => `${countOf(waiting, 'connection')} waiting`);
	return {
		id: 'tcp.listen_overflow',
		resource: 'tcp',
		kind: 'saturation',
		severity: severityOf(level, 1, 50) ?? 'warning',
		where: full?.local,
		problem: full
			? `The accept queue of ${full.local} is full: connections are dropped`
			: 'A listen queue is full: connections are dropped',
		cause: culprits[0] && `${culprits[0].name} (${culprits[0].pid}) does not accept them, ${culprits[0].share}`,
		evidence: [
			{
				name: 'listen overflows',
				value: `${level.short.mean.toFixed(1)} per second over the last ${seconds(level.short)}`,
			},
		],
		culprits,
		next: ['ss -ltnp', 'nstat -az TcpExtListenOverflows'],
		questions: [{kind: 'listeners'}],
	};
}

function retransmits(facts: Facts): Draft | undefined {
	const segments = of(facts)(({segmentsSentPerSecond}) => segmentsSentPerSecond);
	const again = of(facts)(({retransmitsPerSecond}) => retransmitsPerSecond);
	if (!segments || !again || segments.short.mean < 50) {
		return undefined;
	}

	const share = (again.short.mean / segments.short.mean) * 100;
	if (share < 5) {
		return undefined;
	}

	const {retransmits: sockets} = facts.answers;
	const culprits = owners(facts, sockets, waiting => `${countOf(waiting, 'retransmit')} pending`);
	return {
		id: 'tcp.retransmits',
		resource: 'tcp',
		kind: 'error',
		severity: 'warning',
		where: sockets?.[0]?.remote,
		problem: `${formatPercent(share)} of the TCP segments are retransmitted`,
		cause: culprits[0] && `most by ${culprits[0].name} (${culprits[0].pid}) to ${sockets?.[0]?.remote ?? 'its peers'}`,
		evidence: [
			{
				name: 'retransmits',
				value: `${Math.round(again.short.mean)} of ${Math.round(segments.short.mean)} segments per second over the last ${seconds(again.short)}`,
			},
		],
		culprits,
		next: ['ss -ti', 'nstat -az TcpRetransSegs'],
		questions: [{kind: 'retransmits'}],
	};
}

function ports(facts: Facts): Draft | undefined {
	const level = of(facts)(({localPortsPercent}) => localPortsPercent);
	const severity = level && severityOf(level, 80, 95);
	return (
		severity && {
			id: 'tcp.ports',
			resource: 'tcp',
			kind: 'limit',
			severity,
			where: undefined,
			problem: `${formatPercent(level.short.mean)} of the local ports are in use`,
			cause: undefined,
			evidence: [{name: 'local ports in use', value: formatPercent(level.short.mean)}],
			culprits: [],
			next: ['ss -s', 'sysctl net.ipv4.ip_local_port_range'],
		}
	);
}

function udp(facts: Facts): Draft | undefined {
	const level = of(facts)(({udpReceiveBufferErrorsPerSecond}) => udpReceiveBufferErrorsPerSecond);
	return level && level.short.mean >= 1
		? {
				id: 'udp.receive_errors',
				resource: 'network',
				kind: 'saturation',
				severity: 'warning',
				where: undefined,
				problem: 'UDP datagrams are lost because receive buffers are full',
				cause: undefined,
				evidence: [
					{
						name: 'lost',
						value: `${level.short.mean.toFixed(1)} datagrams per second over the last ${seconds(level.short)}`,
					},
				],
				culprits: [],
				next: ['ss -ulnm', 'nstat -az UdpRcvbufErrors'],
			}
		: undefined;
}

function conntrack(facts: Facts): Draft | undefined {
	const table = facts.get('kernel')?.conntrack;
	const level = facts.level('kernel', ({conntrack: one}) => one?.usedPercent);
	const isFull = level !== undefined && level.short.mean >= 99.5;
	// A full table drops connections at once.
	const severity = isFull ? 'critical' : level && severityOf(level, 85, 95);
	return (
		severity &&
		level && {
			id: 'conntrack.full',
			resource: 'network',
			kind: 'limit',
			severity,
			where: 'nf_conntrack',
			problem: isFull
				? 'The connection tracking table is full: new connections are dropped'
				: `The connection tracking table is ${formatPercent(level.short.mean)} full`,
			cause: undefined,
			evidence: [{name: 'connections', value: `${table?.used ?? '?'} of ${table?.maximum ?? '?'}`}],
			culprits: [],
			next: ['sysctl net.netfilter.nf_conntrack_max', 'conntrack -S'],
		}
	);
}

function owners(
	{processes = []}: Facts,
	sockets: readonly TroubledSocket[] | undefined,
	share: (count: number) => string,
): readonly Culprit[] {
	const seen = new Set<number>();
	return (sockets ?? []).flatMap(({pid, count}) => {
		const process: Process | undefined = pid === undefined ? undefined : processes.find(one => one.pid === pid);
		if (!process || seen.has(process.pid)) {
			return [];
		}

		seen.add(process.pid);
		return [culpritOf(process, share(count))];
	});
}
