/** A group of values that the script prints, by the letter with which it is requested. */
export type Group = keyof typeof groups;

/** The groups, by their letters. */
export const groups = {
	s: 'facts that hardly change',
	l: 'mounts, devices and the clock',
	t: 'counters that change all the time',
	m: 'counters that are read less often',
	p: 'processes',
	d: 'file systems',
} as const;

/** The lines of `/proc/meminfo` that are parsed. */
const memoryLines = [
	'Mem*',
	'Buffers',
	'Cached',
	'S[hl]*',
	'SReclaimable',
	'Swap[TF]*',
	'Dirty',
	'Writeback',
	'AnonPages',
	'Commit*',
	'HardwareCorrupted',
	'Zswap',
	'Huge*',
]
	.map(name => `meminfo:${name}:*`)
	.join('|');

const alternatives = (names: string): string => names.split(' ').join('|');

/** Lines of other files than `/proc/meminfo` that begin with a word. */
const countedWords = alternatives(
	'cpu intr ctxt btime procs_ processes pswp pgmajfault pgscan_direct workingset_refault allocstall oom_kill',
);

const kernelNames = 'sys/kernel/hostname sys/kernel/osrelease sys/kernel/pid_max sys/kernel/threads-max';

/**
The script for a machine without mon-tui and without Node: POSIX shell, grep, sed, stat, date and uname.

It waits for requests, so that it starts no timer, never prints more than is read, and ends when the connection ends. It
starts one or two processes per request. A group of lines is printed as `=GROUP COUNT`, the lines that changed with their
number, and a dot. Processes are printed when their `stat` changed. Nothing is written to a disk.
*/
export const shellScript = `
LC_ALL=C
export LC_ALL
cd /proc || exit 1
# A process or a device may end between two readings.
exec 2>/dev/null
set -f
nl='
'
tab=$(printf '\\t.')
tab=\${tab%.}
IFS=$nl
pass=0
before=

changed() {
	count=0
	out=
	for line in $2; do
		case $line in
			stat:intr\\ *) line=\${line#stat:intr }; line="stat:intr \${line%% *}";;
			${memoryLines}) ;;
			meminfo:*) continue;;
		esac
		count=$((count + 1))
		eval "old=\\\${$1$count-}"
		[ "$old" = "$line" ] && continue
		eval "$1$count=\\$line"
		out="$out$count $line$nl"
	done
	printf '%s' "=$1 $count$nl$out.$nl"
}

processes() {
	pass=$((pass + 1))
	out=
	now=
	set +f
	all=$(grep '' [0-9]*/stat /dev/null)
	set -f
	for line in $all; do
		pid=\${line%%/*}
		case $pid in ''|*[!0-9]*) continue;; esac
		line=\${line#*:}
		line="$pid:\${line#"$pid "}"
		eval "old=\\\${P$pid-} seen=\\\${S$pid-} S$pid=$pass"
		[ "$seen" = $pass ] || now="$now$pid$nl"
		[ "$old" = "$line" ] && continue
		eval "P$pid=\\$line"
		out="$out$line$nl"
		case $old in
			"\${line%%)*})"*) ;;
			*)
				uid=
				[ -r $pid/status ] && while IFS=" $tab" read -r key real uid rest; do
					[ "$key" = Uid: ] && break
					uid=
				done <$pid/status
				out="\${out}u$pid $uid$nl";;
		esac
		IFS=' ' read -r size resident shared rest <$pid/statm && [ "$size" != 0 ] &&
			out="\${out}m$pid $size $resident $shared$nl"
	done
	for pid in $before; do
		eval "seen=\\$S$pid"
		[ "$seen" = $pass ] && continue
		unset P$pid S$pid
		out="\${out}x$pid$nl"
	done
	before=$now
	printf '%s' "=p 0$nl$out.$nl"
}

facts() {
	echo "sys/kernel/arch:$(uname -m)"
	grep -E '^(model name|cpu cores|siblings|physical id|core id|Hardware|Model)' cpuinfo /dev/null
	sed 's#^\\([^:]*:[^:]*:[^:]*\\):.*#/etc/passwd:\\1:#' /etc/passwd
	grep '' ${kernelNames} /etc/os-release /etc/fstab
	grep -E '^Vm|^[0-9]' self/status self/statm
	set +f
	grep '' /sys/devices/system/cpu/cpu[0-9]*/topology/core_cpus_list \\
		/sys/devices/system/cpu/cpu[0-9]*/topology/thread_siblings_list
}

devices() {
	set +f
	grep '' self/mountinfo swaps mdstat sys/net/ipv4/ip_local_port_range sys/net/netfilter/nf_conntrack_max \\
		/sys/class/block/*/dev /sys/block/*/hidden \\
		/sys/class/net/*/operstate /sys/class/net/*/carrier_changes /sys/class/net/*/speed /sys/class/net/*/type \\
		/sys/class/net/*/ifindex /sys/class/net/*/iflink /sys/class/net/*/uevent /sys/class/net/*/phys_port_name
	for file in /.dockerenv /run/.containerenv /sys/block/* /sys/block/*/slaves/* \\
		/sys/class/net/*/device /sys/class/net/*/master/device /sys/class/net/*/master/bridge /sys/class/net/*/lower_* \\
		/sys/class/net/*/tun_flags /sys/class/net/*/bridge /sys/class/net/*/bonding; do
		[ -e "$file" ] && echo "+:$file"
	done
	IFS=' ' read -r uptime rest <uptime
	echo "clock:$(date +%s) $uptime"
}

while read -r request; do
	case $request in
		s) changed s "$(facts)";;
		l) changed l "$(devices)";;
		t)
			changed t "$(grep -E -e '^ *[0-9]' -e '[|]' -e '^ *[^ ]+:' -e '^(${countedWords})' \\
				uptime stat loadavg meminfo diskstats net/dev vmstat)";;
		m)
			changed m "$(grep -v -E '^(Ip|Icmp|IcmpMsg|UdpLite|IpExt|MPTcpExt|FRAG6?|RAW6?|UDPLITE6?):' \\
				pressure/cpu pressure/memory pressure/io pressure/irq net/snmp net/netstat net/sockstat net/sockstat6 \\
				sys/fs/file-nr sys/net/netfilter/nf_conntrack_count)";;
		p) processes;;
		d)
			set --
			while IFS= read -r file && [ "$file" != . ]; do
				set -- "$@" "$file"
			done
			out=$(stat -f -c '%S %b %f %a %c %d %n' "$@")
			printf '%s' "=d 0$nl$out$nl.$nl";;
	esac
done
`;
