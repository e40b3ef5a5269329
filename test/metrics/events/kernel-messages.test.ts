import assert from 'node:assert/strict';
import {test} from 'node:test';
import {kernelMessages} from '../../../source/metrics/events/kernel-messages.js';
import type {Happening} from '../../../source/metrics/events/message-form.js';

/** The events of messages in their order, without the members that have no value. */
function eventsOf(messages: readonly string[]): readonly Partial<Happening>[] {
	const read = kernelMessages();
	return messages.flatMap(message => {
		const happening = read(message);
		return happening ? [Object.fromEntries(Object.entries(happening).filter(([, value]) => value !== undefined))] : [];
	});
}

type Row = readonly [title: string, messages: readonly string[], expected: readonly Partial<Happening>[]];

const oomKills: readonly Row[] = [
	[
		'of the machine, Linux 6.1',
		[
			'mysqld invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0',
			'CPU: 2 PID: 4711 Comm: mysqld Not tainted 6.1.0-18-amd64 #1  Debian 6.1.76-1',
			'Mem-Info:',
			'[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
			'[   4711]   106  4711   904312   411200  4009984        0             0 mysqld',
			'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/system.slice/mysql.service,task=mysqld,pid=4711,uid=106',
			'Out of memory: Killed process 4711 (mysqld) total-vm:3617248kB, anon-rss:1644800kB, file-rss:0kB, shmem-rss:0kB, UID:106 pgtables:3916kB oom_score_adj:0',
			'oom_reaper: reaped process 4711 (mysqld), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB',
		],
		[
			{
				kind: 'oom_kill',
				subject: 'mysqld',
				pid: 4711,
				groupPath: '/system.slice/mysql.service',
				text: 'OOM kill: mysqld (4711) in /system.slice/mysql.service, the machine is out of memory, used 1606 MiB',
			},
		],
	],
	[
		'of a container, Linux 5.15',
		[
			'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=ab12,mems_allowed=0,oom_memcg=/docker/ab12,task_memcg=/docker/ab12,task=mysqld,pid=4711,uid=999',
			'Memory cgroup out of memory: Killed process 4711 (mysqld) total-vm:1200000kB, anon-rss:524288kB, file-rss:0kB, shmem-rss:0kB, UID:999 pgtables:1200kB oom_score_adj:0',
		],
		[
			{
				kind: 'oom_kill',
				subject: 'mysqld',
				pid: 4711,
				groupPath: '/docker/ab12',
				text: 'OOM kill: mysqld (4711) in /docker/ab12, limit of the group, used 512 MiB',
			},
		],
	],
	[
		'by the limit of a parent group, Linux 6.6',
		[
			'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0-1,oom_memcg=/kubepods.slice/pod1,task_memcg=/kubepods.slice/pod1/cri,task=java,pid=77,uid=0',
			'Memory cgroup out of memory: Killed process 77 (java) total-vm:10kB, anon-rss:2048kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:1000',
		],
		[
			{
				kind: 'oom_kill',
				subject: 'java',
				pid: 77,
				groupPath: '/kubepods.slice/pod1/cri',
				text: 'OOM kill: java (77) in /kubepods.slice/pod1/cri, limit of /kubepods.slice/pod1, used 2 MiB',
			},
		],
	],
	[
		'of all processes of a group (memory.oom.group)',
		[
			'Tasks in /a are going to be killed due to memory.oom.group set',
			'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=one,pid=10,uid=0',
			'Memory cgroup out of memory: Killed process 10 (one) total-vm:9kB, anon-rss:1024kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0',
			'Memory cgroup out of memory: Killed process 11 (two) total-vm:9kB, anon-rss:1024kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0',
		],
		[
			{
				kind: 'oom_kill',
				subject: 'one',
				pid: 10,
				groupPath: '/a',
				text: 'OOM kill: one (10) in /a, limit of the group, used 1 MiB',
			},
			{kind: 'oom_kill', subject: 'two', pid: 11, text: 'OOM kill: two (11), limit of the group, used 1 MiB'},
		],
	],
	[
		'of the machine, Linux 3.10',
		[
			'Out of memory: Kill process 2345 (java) score 905 or sacrifice child',
			'Killed process 2345 (java) total-vm:4567890kB, anon-rss:3456789kB, file-rss:0kB',
		],
		[
			{
				kind: 'oom_kill',
				subject: 'java',
				pid: 2345,
				text: 'OOM kill: java (2345), the machine is out of memory, used 3376 MiB',
			},
		],
	],
	[
		'of a group, Linux 3.10',
		[
			'Task in /docker/ab12 killed as a result of limit of /docker/ab12',
			'memory: usage 524288kB, limit 524288kB, failcnt 33',
			'Memory cgroup out of memory: Kill process 99 (node) score 1001 or sacrifice child',
			'Killed process 99 (node) total-vm:1048576kB, anon-rss:518000kB, file-rss:1024kB',
		],
		[
			{
				kind: 'oom_kill',
				subject: 'node',
				pid: 99,
				groupPath: '/docker/ab12',
				text: 'OOM kill: node (99) in /docker/ab12, limit of the group, used 506 MiB',
			},
		],
	],
	[
		'of a RHEL 7 kernel, which prints the user',
		['Killed process 99, UID 48, (httpd) total-vm:524288kB, anon-rss:1024kB, file-rss:0kB, shmem-rss:0kB'],
		[
			{
				kind: 'oom_kill',
				subject: 'httpd',
				pid: 99,
				text: 'OOM kill: httpd (99), the machine is out of memory, used 1 MiB',
			},
		],
	],
	[
		'of the task that asked for memory',
		['Out of memory (oom_kill_allocating_task): Killed process 5 (a) b) total-vm:1kB, anon-rss:0kB, file-rss:0kB'],
		[{kind: 'oom_kill', subject: 'a) b', pid: 5, text: 'OOM kill: a) b (5), the machine is out of memory, used 0 MiB'}],
	],
];

const disks: readonly Row[] = [
	...['end_request: I/O error, dev sda, sector 1234', 'blk_update_request: I/O error, dev sda, sector 1234'].map(
		(line): Row => [line, [line], [{kind: 'io_error', subject: 'sda', text: 'I/O error on sda, sector 1234'}]],
	),
	[
		'of a read, Linux 5.4',
		[
			'blk_update_request: critical medium error, dev nvme0n1, sector 7 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 0',
		],
		[{kind: 'io_error', subject: 'nvme0n1', text: 'critical medium error on nvme0n1, sector 7 (read)'}],
	],
	[
		'of a write, Linux 6.1',
		['I/O error, dev loop1, sector 88 op 0x1:(WRITE) flags 0x3800 phys_seg 1 prio class 2'],
		[{kind: 'io_error', subject: 'loop1', text: 'I/O error on loop1, sector 88 (write)'}],
	],
	[
		'no error: a device without discard',
		['operation not supported error, dev loop0, sector 88 op 0x3:(DISCARD) flags 0x0 phys_seg 1 prio class 2'],
		[],
	],
	[
		'of the page cache',
		[
			'Buffer I/O error on device sdb1, logical block 17',
			'Buffer I/O error on dev dm-0, logical block 18, lost async page write',
		],
		[
			{kind: 'io_error', subject: 'sdb1', text: 'I/O error on sdb1, block 17'},
			{kind: 'io_error', subject: 'dm-0', text: 'I/O error on dm-0, block 18'},
		],
	],
	[
		'of NVMe',
		[
			'nvme nvme0: I/O 22 QID 3 timeout, aborting',
			'nvme nvme0: I/O tag 22 (a016) opcode 0x2 (I/O Cmd) QID 3 timeout, aborting req_op:READ(0) size:4096',
			'nvme nvme1: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff',
		],
		[
			{kind: 'io_error', severity: 'warning', subject: 'nvme0', text: 'I/O timeout on nvme0'},
			{kind: 'io_error', severity: 'warning', subject: 'nvme0', text: 'I/O timeout on nvme0'},
			{kind: 'io_error', subject: 'nvme1', text: 'the controller of nvme1 is down'},
		],
	],
	[
		'of a RAID member',
		['md/raid1:md0: Disk failure on sdb1, disabling device.'],
		[{kind: 'io_error', subject: 'sdb1', text: 'sdb1 failed and was removed from md0'}],
	],
	[
		'of NFS',
		['nfs: server 10.0.0.1 not responding, still trying', 'nfs: server 10.0.0.1 OK'],
		[{kind: 'io_error', severity: 'warning', subject: '10.0.0.1', text: 'NFS server 10.0.0.1 does not respond'}],
	],
	[
		'of ext4, Linux 3.10 and 6.x',
		[
			'EXT4-fs error (device sda1): ext4_find_entry:1309: inode #2: comm ls: reading directory lblock 0',
			'EXT4-fs error (device sda1) in ext4_reserve_inode_write:5764: Journal has aborted',
			'Aborting journal on device sda1-8.',
			'EXT4-fs (sda1): Remounting filesystem read-only',
			'EXT4-fs (sda1): mounted filesystem with ordered data mode. Opts: (null)',
			'EXT4-fs (sda1): re-mounted 5dc8ae3d-5845-4d3d-bd32-9b4db08496c4 ro.',
		],
		[
			{
				kind: 'filesystem_error',
				subject: 'sda1',
				text: 'EXT4 error on sda1: ext4_find_entry:1309: inode #2: comm ls: reading directory lblock 0',
			},
			{
				kind: 'filesystem_error',
				subject: 'sda1',
				text: 'EXT4 error on sda1: ext4_reserve_inode_write:5764: Journal has aborted',
			},
			{kind: 'filesystem_error', subject: 'sda1', text: 'the journal of sda1 was aborted'},
			{kind: 'remounted_read_only', subject: 'sda1', text: 'read-only after an error: EXT4 on sda1'},
		],
	],
	[
		'of XFS',
		[
			'XFS (dm-2): Mounting V5 Filesystem',
			'XFS (dm-2): Metadata corruption detected at xfs_agf_read_verify+0x70/0x120 [xfs], xfs_agf block 0x1',
			'XFS (dm-2): Log I/O Error Detected. Shutting down filesystem',
			'XFS (dm-2): Unmounting Filesystem',
			'XFS (dm-2): Ending clean mount',
		],
		[
			{
				kind: 'filesystem_error',
				subject: 'dm-2',
				text: 'XFS error on dm-2: Metadata corruption detected at xfs_agf_read_verify+0x70/0x120 [xfs], xfs_agf block 0x1',
			},
			{
				kind: 'filesystem_error',
				subject: 'dm-2',
				text: 'XFS error on dm-2: Log I/O Error Detected. Shutting down filesystem',
			},
		],
	],
	[
		'of Btrfs',
		[
			'BTRFS info (device sda1): disk space caching is enabled',
			'BTRFS: error (device sda1) in btrfs_commit_transaction:2356: errno=-5 IO failure',
			'BTRFS: error (device sda1 state A) in cleanup_transaction:1982: errno=-5 IO failure',
			'BTRFS critical (device sda1): corrupt leaf: root=2 block=1 slot=3',
			'BTRFS warning (device sda1): csum failed root 5 ino 257 off 0 csum 0x1 expected csum 0x2 mirror 1',
			'BTRFS info (device sda1): forced readonly',
			'BTRFS info (device sda1 state EA): forced readonly',
		],
		[
			{
				kind: 'filesystem_error',
				subject: 'sda1',
				text: 'Btrfs error on sda1: in btrfs_commit_transaction:2356: errno=-5 IO failure',
			},
			{
				kind: 'filesystem_error',
				subject: 'sda1',
				text: 'Btrfs error on sda1: in cleanup_transaction:1982: errno=-5 IO failure',
			},
			{kind: 'filesystem_error', subject: 'sda1', text: 'Btrfs error on sda1: corrupt leaf: root=2 block=1 slot=3'},
			{
				kind: 'filesystem_error',
				severity: 'warning',
				subject: 'sda1',
				text: 'Btrfs error on sda1: csum failed root 5 ino 257 off 0 csum 0x1 expected csum 0x2 mirror 1',
			},
			{kind: 'remounted_read_only', subject: 'sda1', text: 'read-only after an error: Btrfs on sda1'},
			{kind: 'remounted_read_only', subject: 'sda1', text: 'read-only after an error: Btrfs on sda1'},
		],
	],
	[
		'of other file systems',
		[
			'FAT-fs (sdc1): error, fat_get_cluster: invalid cluster chain (i_pos 0)',
			'FAT-fs (sdc1): Filesystem has been set read-only',
			'SQUASHFS error: zlib decompression failed, data probably corrupt',
			"WARNING: Pool 'tank' has encountered an uncorrectable I/O failure and has been suspended.",
		],
		[
			{
				kind: 'filesystem_error',
				subject: 'sdc1',
				text: 'FAT error on sdc1: fat_get_cluster: invalid cluster chain (i_pos 0)',
			},
			{kind: 'remounted_read_only', subject: 'sdc1', text: 'read-only after an error: FAT on sdc1'},
			{kind: 'filesystem_error', text: 'SquashFS error: zlib decompression failed, data probably corrupt'},
			{kind: 'filesystem_error', subject: 'tank', text: 'ZFS pool tank is suspended after an I/O failure'},
		],
	],
];

const cpus: readonly Row[] = [
	[
		'hung tasks',
		[
			'INFO: task jbd2/sda1-8:412 blocked for more than 120 seconds.',
			'INFO: task kworker/u8:3:77 blocked in I/O wait for more than 241 seconds.',
			'"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.',
		],
		[
			{kind: 'hung_task', subject: 'jbd2/sda1-8', pid: 412, text: 'jbd2/sda1-8 (412) is blocked for more than 120 s'},
			{
				kind: 'hung_task',
				subject: 'kworker/u8:3',
				pid: 77,
				text: 'kworker/u8:3 (77) is blocked in I/O wait for more than 241 s',
			},
		],
	],
	[
		'lockups',
		[
			'BUG: soft lockup - CPU#1 stuck for 22s! [kworker/1:1:34]',
			'NMI watchdog: BUG: soft lockup - CPU#3 stuck for 23s! [stress:1234]',
			'watchdog: BUG: soft lockup - CPU#3 stuck for 26s! [stress:1234]',
			'NMI watchdog: Watchdog detected hard LOCKUP on cpu 5',
			'watchdog: CPU5: Watchdog detected hard LOCKUP on cpu 5',
			'BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 34s!',
		],
		[
			{kind: 'lockup', subject: 'CPU 1', pid: 34, text: 'soft lockup: CPU 1 is stuck for 22 s in kworker/1:1 (34)'},
			{kind: 'lockup', subject: 'CPU 3', pid: 1234, text: 'soft lockup: CPU 3 is stuck for 23 s in stress (1234)'},
			{kind: 'lockup', subject: 'CPU 3', pid: 1234, text: 'soft lockup: CPU 3 is stuck for 26 s in stress (1234)'},
			{kind: 'lockup', subject: 'CPU 5', text: 'hard lockup: CPU 5 is stuck'},
			{kind: 'lockup', subject: 'CPU 5', text: 'hard lockup: CPU 5 is stuck'},
			{kind: 'lockup', subject: 'CPU 0', text: 'workqueue lockup: CPU 0 is stuck for 34 s'},
		],
	],
	[
		'RCU stalls',
		[
			'INFO: rcu_sched self-detected stall on CPU { 2}  (t=21000 jiffies g=1 c=0 q=0)',
			'rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:',
			'rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: { 3-.... } 21 jiffies s: 1 root: 0x8/.',
		],
		[
			{kind: 'lockup', text: 'RCU stall: rcu_sched'},
			{kind: 'lockup', text: 'RCU stall: rcu_preempt'},
			{kind: 'lockup', subject: 'CPU 3', text: 'RCU stall: rcu_preempt on CPU 3'},
		],
	],
	[
		'machine checks',
		[
			'mce: [Hardware Error]: CPU 1: Machine Check: 0 Bank 7: 8c00004000010091',
			'mce: [Hardware Error]: CPU 0: Machine Check Exception: 5 Bank 4: b200000000070f0f',
			'mce: [Hardware Error]: Machine check events logged',
			'[Hardware Error]: Machine check events logged',
			'Memory failure: 0x12345: Killing qemu:99 due to hardware memory corruption',
			'EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0',
			'EDAC MC1: 2 UE on DIMM_A1',
			'{1}[Hardware Error]: event severity: corrected',
			'{2}[Hardware Error]: event severity: fatal',
			'pcieport 0000:00:1c.0: AER: PCIe Bus Error: severity=Corrected, type=Physical Layer, (Receiver ID)',
			'pcieport 0000:00:1c.0: PCIe Bus Error: severity=Uncorrected (Fatal), type=Transaction Layer, id=00e0(Requester ID)',
			'EDAC MC: Ver: 3.0.0',
		],
		[
			{kind: 'machine_check', severity: 'warning', subject: 'CPU 1', text: 'machine check on CPU 1'},
			{kind: 'machine_check', severity: 'critical', subject: 'CPU 0', text: 'machine check exception on CPU 0'},
			{kind: 'machine_check', severity: 'warning', text: 'machine check events were logged'},
			{kind: 'machine_check', severity: 'warning', text: 'machine check events were logged'},
			{
				kind: 'machine_check',
				severity: 'critical',
				subject: 'qemu',
				pid: 99,
				text: 'qemu (99) was killed because of a memory error',
			},
			{
				kind: 'machine_check',
				severity: 'warning',
				subject: 'MC0',
				text: '1 corrected memory error on MC0: memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0',
			},
			{
				kind: 'machine_check',
				severity: 'critical',
				subject: 'MC1',
				text: '2 uncorrected memory errors on MC1: on DIMM_A1',
			},
			{kind: 'machine_check', severity: 'warning', text: 'hardware error: corrected'},
			{kind: 'machine_check', severity: 'critical', text: 'hardware error: fatal'},
			{
				kind: 'machine_check',
				severity: 'warning',
				subject: '0000:00:1c.0',
				text: 'PCIe error on 0000:00:1c.0: corrected, Physical Layer',
			},
			{
				kind: 'machine_check',
				severity: 'critical',
				subject: '0000:00:1c.0',
				text: 'PCIe error on 0000:00:1c.0: uncorrected (fatal), Transaction Layer',
			},
		],
	],
	[
		'heat',
		[
			'CPU0: Core temperature above threshold, cpu clock throttled (total events = 1)',
			'mce: CPU3: Package temperature above threshold, cpu clock throttled (total events = 12)',
			'CPU0: Core temperature/speed normal',
			'thermal thermal_zone0: critical temperature reached (105 C), shutting down',
			'thermal thermal_zone0: acpitz: critical temperature reached, shutting down',
		],
		[
			{kind: 'cpu_throttled', subject: 'CPU', text: 'CPU 0 is throttled: the core is too hot'},
			{kind: 'cpu_throttled', subject: 'CPU', text: 'CPU 3 is throttled: the package is too hot'},
			{
				kind: 'cpu_throttled',
				severity: 'critical',
				subject: 'thermal_zone0',
				text: 'critical temperature reached in thermal_zone0: 105 °C',
			},
			{
				kind: 'cpu_throttled',
				severity: 'critical',
				subject: 'thermal_zone0',
				text: 'critical temperature reached in thermal_zone0',
			},
		],
	],
];

const link = (line: string, name: string, state: 'up' | 'down'): Row => [
	line,
	[line],
	[{kind: `link_${state}`, subject: name, text: `link of ${name} is ${state}`}],
];

const networks: readonly Row[] = [
	link('e1000e: eth0 NIC Link is Down', 'eth0', 'down'),
	link('e1000e 0000:00:19.0 eno1: NIC Link is Up 1000 Mbps Full Duplex, Flow Control: Rx/Tx', 'eno1', 'up'),
	link('igb 0000:01:00.0 enp1s0: igb: enp1s0 NIC Link is Down', 'enp1s0', 'down'),
	link('igb: eth2 NIC Link is Up 1000 Mbps Full Duplex, Flow Control: RX', 'eth2', 'up'),
	link('ixgbe 0000:03:00.0 eth4: NIC Link is Up 10 Gbps, Flow Control: RX/TX', 'eth4', 'up'),
	link('i40e 0000:3d:00.0 eno1: NIC Link is Down', 'eno1', 'down'),
	link('ice 0000:17:00.0 ens1f0: NIC Link is up 25 Gbps Full Duplex', 'ens1f0', 'up'),
	link('tg3 0000:01:00.0 eth0: Link is down', 'eth0', 'down'),
	link('tg3 0000:01:00.0: eth0: Link is up at 1000 Mbps, full duplex', 'eth0', 'up'),
	link('bnx2 0000:01:00.0 em1: NIC Copper Link is Down', 'em1', 'down'),
	link('bnx2x 0000:01:00.0 eth1: NIC Link is Down', 'eth1', 'down'),
	link('bnxt_en 0000:3b:00.0 ens1f0np0: NIC Link is Down', 'ens1f0np0', 'down'),
	link('r8169 0000:03:00.0 enp3s0: Link is Down', 'enp3s0', 'down'),
	link('r8169 0000:02:00.0: eth0: link down', 'eth0', 'down'),
	link('mlx5_core 0000:03:00.0 ens1f0: Link down', 'ens1f0', 'down'),
	link('mlx4_en: eth2: Link Up', 'eth2', 'up'),
	link('vmxnet3 0000:0b:00.0 ens192: NIC Link is Up 10000 Mbps', 'ens192', 'up'),
	link('bcmgenet fd580000.ethernet eth0: Link is Down', 'eth0', 'down'),
	[
		'of a disk',
		['ata1: SATA link down (SStatus 0 SControl 300)', 'ata3: SATA link up 6.0 Gbps (SStatus 133 SControl 300)'],
		[],
	],
	['of a slot', ['pcieport 0000:00:1c.0: pciehp: Slot(1): Link Down'], []],
	[
		'of a bond',
		[
			'bonding: bond0: link status definitely down for interface eth0, disabling it',
			'bond0: (slave eth1): link status definitely up, 1000 Mbps full duplex',
		],
		[
			{kind: 'link_down', subject: 'eth0', text: 'link of eth0 in bond0 is down'},
			{kind: 'link_up', subject: 'eth1', text: 'link of eth1 in bond0 is up'},
		],
	],
	...[
		'nf_conntrack: table full, dropping packet',
		'nf_conntrack: nf_conntrack: table full, dropping packet',
		'ip_conntrack: table full, dropping packet.',
	].map(
		(line): Row => [
			line,
			[line],
			[{kind: 'conntrack_full', text: 'the connection tracking table is full: packets are dropped'}],
		],
	),
	[
		'of a namespace',
		['nf_conntrack: nf_conntrack: table full in netns 4026532248, dropping packet'],
		[
			{
				kind: 'conntrack_full',
				text: 'the connection tracking table of network namespace 4026532248 is full: packets are dropped',
			},
		],
	],
	[
		'SYN floods',
		[
			'possible SYN flooding on port 80. Sending cookies.',
			'TCP: request_sock_TCP: Possible SYN flooding on port 8080. Sending cookies.  Check SNMP counters.',
			'TCP: request_sock_TCP: Possible SYN flooding on port [::]:443. Dropping request.',
		],
		[
			{kind: 'syn_flood', subject: 'port 80', text: 'possible SYN flood on port 80: sending cookies'},
			{kind: 'syn_flood', subject: 'port 8080', text: 'possible SYN flood on port 8080: sending cookies'},
			{kind: 'syn_flood', subject: 'port [::]:443', text: 'possible SYN flood on port [::]:443: dropping request'},
		],
	],
];

const programs: readonly Row[] = [
	[
		'segmentation faults',
		[
			'nginx[1041]: segfault at 0 ip 00007f2c00000000 sp 00007ffc00000000 error 4 in libc-2.17.so[7f2c0000+1c0000]',
			'my prog[77]: segfault at ffffffffffffffe8 ip 0000 sp 0000 error 6 in libc.so.6[25d00,7f2c0000+155000] likely on CPU 3 (core 1, socket 0)',
			'a[2]: segfault at 10 ip 0000000000000010 sp 00007ffd error 14',
			'prog[9]: segfault (11) at 8 nip 100000a0 lr 100000a4 code 1 in prog[10000000+10000]',
			'traps: worker[33] general protection ip:401126 sp:7ffd error:0 in worker[401000+1000]',
			'traps: worker[33] general protection fault ip:401126 sp:7ffd error:0 in worker[1126,401000+1000]',
			'traps: worker[33] trap invalid opcode ip:401126 sp:7ffd error:0 in worker[401000+1000]',
			'traps: worker[33] trap divide error ip:401126 sp:7ffd error:0 in worker[401000+1000]',
			'app[5]: unhandled level 2 translation fault (11) at 0x00000000, esr 0x92000006, in app[400000+1000]',
		],
		[
			{
				kind: 'segfault',
				subject: 'nginx',
				pid: 1041,
				text: 'nginx (1041) crashed: segmentation fault at 0 in libc-2.17.so',
			},
			{
				kind: 'segfault',
				subject: 'my prog',
				pid: 77,
				text: 'my prog (77) crashed: segmentation fault at ffffffffffffffe8 in libc.so.6',
			},
			{kind: 'segfault', subject: 'a', pid: 2, text: 'a (2) crashed: segmentation fault at 10'},
			{kind: 'segfault', subject: 'prog', pid: 9, text: 'prog (9) crashed: segmentation fault at 8 in prog'},
			{kind: 'segfault', subject: 'worker', pid: 33, text: 'worker (33) crashed: general protection in worker'},
			{kind: 'segfault', subject: 'worker', pid: 33, text: 'worker (33) crashed: general protection fault in worker'},
			{kind: 'segfault', subject: 'worker', pid: 33, text: 'worker (33) crashed: trap invalid opcode in worker'},
			{kind: 'segfault', subject: 'worker', pid: 33, text: 'worker (33) crashed: trap divide error in worker'},
			{kind: 'segfault', subject: 'app', pid: 5, text: 'app (5) crashed: level 2 translation fault at 0x00000000'},
		],
	],
	[
		'the limit of processes',
		['cgroup: fork rejected by pids controller in /docker/ab12'],
		[
			{
				kind: 'fork_rejected',
				groupPath: '/docker/ab12',
				text: 'no more processes may start in /docker/ab12: its limit is reached',
			},
		],
	],
];

for (const [what, rows] of [
	['OOM kill', oomKills],
	['disk', disks],
	['CPU', cpus],
	['network', networks],
	['program', programs],
] as const) {
	for (const [title, messages, expected] of rows) {
		test(`${what}: ${title}`, () => {
			assert.deepEqual(eventsOf(messages), expected);
		});
	}
}

test('the group of one victim is not that of another', () => {
	const [event] = eventsOf([
		'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=one,pid=10,uid=0',
		'Out of memory: Killed process 11 (two) total-vm:9kB, anon-rss:1024kB, file-rss:0kB, shmem-rss:0kB, UID:0',
	]);
	assert.equal(event?.groupPath, undefined);
	assert.equal(event?.text, 'OOM kill: two (11), the machine is out of memory, used 1 MiB');
});

test('names are printable text: the kernel escapes bytes, and programs choose their names', () => {
	const names = [
		String.raw`\x1b[2Jevil`,
		String.raw`caf\xc3\xa9`,
		String.raw`\xff\x5cx`,
		'a\u{9B}31m\u{1B}]0;gone\u{7}',
	];
	const events = eventsOf(names.map(name => `${name}[1]: segfault at 0 ip 0 sp 0 error 4`));
	assert.deepEqual(
		events.map(({subject}) => subject),
		['·[2Jevil', 'café', String.raw`\xff\x`, String.raw`a\x9b31m·]0;gone·`],
	);
	for (const {text = ''} of events) {
		assert.doesNotMatch(text, /\p{C}/u);
	}
});

test('a long message gives a short event', () => {
	const [event] = eventsOf([`${'x'.repeat(1500)}[1]: segfault at 0 ip 0 sp 0 error 4`]);
	assert.equal(event?.subject?.length, 100);
	assert.equal(event?.text?.length, 300);
});

test('ordinary messages are no events', () => {
	assert.deepEqual(
		eventsOf([
			'',
			'Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)',
			'EXT4-fs (sda1): mounted filesystem 5dc8ae3d r/w with ordered data mode. Quota mode: none.',
			'EXT4-fs warning (device sda1): ext4_dx_add_entry:2516: Directory index full!',
			'XFS (sda1): Ending clean mount',
			'usb 1-1: new high-speed USB device number 2 using xhci_hcd',
			'IPv6: ADDRCONF(NETDEV_CHANGE): veth12: link becomes ready',
			'docker0: port 1(veth12) entered blocking state',
			'systemd[1]: Started nginx.service, no error',
			'ACPI Error: AE_NOT_FOUND, while resolving a named reference package element',
			'RAS: Correctable Errors collector initialized.',
			'Killed process',
			'oom-kill:',
			'Task in nowhere',
		]),
		[],
	);
});

test('any text is read without an error, and in reasonable time', () => {
	const read = kernelMessages();
	for (const piece of ['a', ' ', '(', '[1]: segfault ', 'link ', 'error, dev ', 'XFS (a): ', ': ', 'in x[']) {
		assert.doesNotThrow(() => read(piece.repeat(2000 / piece.length)));
	}
});
