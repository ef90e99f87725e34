// ATT&CK Enterprise techniques with their tactics in Sentinel's spelling, one a line: `id tactic[,tactic] name`.
// Facts only. Source: MITRE ATT&CK (mitre-attack/attack-stix-data). ATT&CK is a registered trademark of The MITRE Corporation.

export const attackTechniques: string = `
T1001 CommandAndControl Data Obfuscation
T1001.001 CommandAndControl Junk Data
T1001.002 CommandAndControl Steganography
T1001.003 CommandAndControl Protocol or Service Impersonation
T1003 CredentialAccess OS Credential Dumping
T1003.001 CredentialAccess LSASS Memory
T1003.002 CredentialAccess Security Account Manager
T1003.003 CredentialAccess NTDS
T1003.004 CredentialAccess LSA Secrets
T1003.005 CredentialAccess Cached Domain Credentials
T1003.006 CredentialAccess DCSync
T1003.007 CredentialAccess Proc Filesystem
T1003.008 CredentialAccess /etc/passwd and /etc/shadow
T1005 Collection Data from Local System
T1006 DefenseEvasion Direct Volume Access
T1007 Discovery System Service Discovery
T1008 CommandAndControl Fallback Channels
T1010 Discovery Application Window Discovery
T1011 Exfiltration Exfiltration Over Other Network Medium
T1011.001 Exfiltration Exfiltration Over Bluetooth
T1012 Discovery Query Registry
T1014 DefenseEvasion Rootkit
T1016 Discovery System Network Configuration Discovery
T1016.001 Discovery Internet Connection Discovery
T1016.002 Discovery Wi-Fi Discovery
T1018 Discovery Remote System Discovery
T1020 Exfiltration Automated Exfiltration
T1020.001 Exfiltration Traffic Duplication
T1021 LateralMovement Remote Services
T1021.001 LateralMovement Remote Desktop Protocol
T1021.002 LateralMovement SMB/Windows Admin Shares
T1021.003 LateralMovement Distributed Component Object Model
T1021.004 LateralMovement SSH
T1021.005 LateralMovement VNC
T1021.006 LateralMovement Windows Remote Management
T1021.007 LateralMovement Cloud Services
T1021.008 LateralMovement Direct Cloud VM Connections
T1025 Collection Data from Removable Media
T1027 DefenseEvasion Obfuscated Files or Information
T1027.001 DefenseEvasion Binary Padding
T1027.002 DefenseEvasion Software Packing
T1027.003 DefenseEvasion Steganography
T1027.004 DefenseEvasion Compile After Delivery
T1027.005 DefenseEvasion Indicator Removal from Tools
T1027.006 DefenseEvasion HTML Smuggling
T1027.007 DefenseEvasion Dynamic API Resolution
T1027.008 DefenseEvasion Stripped Payloads
T1027.009 DefenseEvasion Embedded Payloads
T1027.010 DefenseEvasion Command Obfuscation
T1027.011 DefenseEvasion Fileless Storage
T1027.012 DefenseEvasion LNK Icon Smuggling
T1027.013 DefenseEvasion Encrypted/Encoded File
T1027.014 DefenseEvasion Polymorphic Code
T1027.015 DefenseEvasion Compression
T1027.016 DefenseEvasion Junk Code Insertion
T1027.017 DefenseEvasion SVG Smuggling
T1027.018 DefenseEvasion Invisible Unicode
T1029 Exfiltration Scheduled Transfer
T1030 Exfiltration Data Transfer Size Limits
T1033 Discovery System Owner/User Discovery
T1036 DefenseEvasion Masquerading
T1036.001 DefenseEvasion Invalid Code Signature
T1036.002 DefenseEvasion Right-to-Left Override
T1036.003 DefenseEvasion Rename Legitimate Utilities
T1036.004 DefenseEvasion Masquerade Task or Service
T1036.005 DefenseEvasion Match Legitimate Resource Name or Location
T1036.006 DefenseEvasion Space after Filename
T1036.007 DefenseEvasion Double File Extension
T1036.008 DefenseEvasion Masquerade File Type
T1036.009 DefenseEvasion Break Process Trees
T1036.010 DefenseEvasion Masquerade Account Name
T1036.011 DefenseEvasion Overwrite Process Arguments
T1036.012 DefenseEvasion Browser Fingerprint
T1037 Persistence,PrivilegeEscalation Boot or Logon Initialization Scripts
T1037.001 Persistence,PrivilegeEscalation Logon Script (Windows)
T1037.002 Persistence,PrivilegeEscalation Login Hook
T1037.003 Persistence,PrivilegeEscalation Network Logon Script
T1037.004 Persistence,PrivilegeEscalation RC Scripts
T1037.005 Persistence,PrivilegeEscalation Startup Items
T1039 Collection Data from Network Shared Drive
T1040 CredentialAccess,Discovery Network Sniffing
T1041 Exfiltration Exfiltration Over C2 Channel
T1046 Discovery Network Service Discovery
T1047 Execution Windows Management Instrumentation
T1048 Exfiltration Exfiltration Over Alternative Protocol
T1048.001 Exfiltration Exfiltration Over Symmetric Encrypted Non-C2 Protocol
T1048.002 Exfiltration Exfiltration Over Asymmetric Encrypted Non-C2 Protocol
T1048.003 Exfiltration Exfiltration Over Unencrypted Non-C2 Protocol
T1049 Discovery System Network Connections Discovery
T1052 Exfiltration Exfiltration Over Physical Medium
T1052.001 Exfiltration Exfiltration over USB
T1053 Execution,Persistence,PrivilegeEscalation Scheduled Task/Job
T1053.002 Execution,Persistence,PrivilegeEscalation At
T1053.003 Execution,Persistence,PrivilegeEscalation Cron
T1053.005 Execution,Persistence,PrivilegeEscalation Scheduled Task
T1053.006 Execution,Persistence,PrivilegeEscalation Systemd Timers
T1053.007 Execution,Persistence,PrivilegeEscalation Container Orchestration Job
T1055 DefenseEvasion,PrivilegeEscalation Process Injection
T1055.001 DefenseEvasion,PrivilegeEscalation Dynamic-link Library Injection
T1055.002 DefenseEvasion,PrivilegeEscalation Portable Executable Injection
T1055.003 DefenseEvasion,PrivilegeEscalation Thread Execution Hijacking
T1055.004 DefenseEvasion,PrivilegeEscalation Asynchronous Procedure Call
T1055.005 DefenseEvasion,PrivilegeEscalation Thread Local Storage
T1055.008 DefenseEvasion,PrivilegeEscalation Ptrace System Calls
T1055.009 DefenseEvasion,PrivilegeEscalation Proc Memory
T1055.011 DefenseEvasion,PrivilegeEscalation Extra Window Memory Injection
T1055.012 DefenseEvasion,PrivilegeEscalation Process Hollowing
T1055.013 DefenseEvasion,PrivilegeEscalation Process Doppelgänging
T1055.014 DefenseEvasion,PrivilegeEscalation VDSO Hijacking
T1055.015 DefenseEvasion,PrivilegeEscalation ListPlanting
T1056 Collection,CredentialAccess Input Capture
T1056.001 Collection,CredentialAccess Keylogging
T1056.002 Collection,CredentialAccess GUI Input Capture
T1056.003 Collection,CredentialAccess Web Portal Capture
T1056.004 Collection,CredentialAccess Credential API Hooking
T1057 Discovery Process Discovery
T1059 Execution Command and Scripting Interpreter
T1059.001 Execution PowerShell
T1059.002 Execution AppleScript
T1059.003 Execution Windows Command Shell
T1059.004 Execution Unix Shell
T1059.005 Execution Visual Basic
T1059.006 Execution Python
T1059.007 Execution JavaScript
T1059.008 Execution Network Device CLI
T1059.009 Execution Cloud API
T1059.010 Execution AutoHotKey & AutoIT
T1059.011 Execution Lua
T1059.012 Execution Hypervisor CLI
T1059.013 Execution Container CLI/API
T1068 PrivilegeEscalation Exploitation for Privilege Escalation
T1069 Discovery Permission Groups Discovery
T1069.001 Discovery Local Groups
T1069.002 Discovery Domain Groups
T1069.003 Discovery Cloud Groups
T1070 DefenseEvasion Indicator Removal
T1070.003 DefenseEvasion Clear Command History
T1070.004 DefenseEvasion File Deletion
T1070.005 DefenseEvasion Network Share Connection Removal
T1070.006 DefenseEvasion Timestomp
T1070.007 DefenseEvasion Clear Network Connection History and Configurations
T1070.008 DefenseEvasion Clear Mailbox Data
T1070.009 DefenseEvasion Clear Persistence
T1070.010 DefenseEvasion Relocate Malware
T1071 CommandAndControl Application Layer Protocol
T1071.001 CommandAndControl Web Protocols
T1071.002 CommandAndControl File Transfer Protocols
T1071.003 CommandAndControl Mail Protocols
T1071.004 CommandAndControl DNS
T1071.005 CommandAndControl Publish/Subscribe Protocols
T1072 Execution,LateralMovement Software Deployment Tools
T1074 Collection Data Staged
T1074.001 Collection Local Data Staging
T1074.002 Collection Remote Data Staging
T1078 DefenseEvasion,Persistence,PrivilegeEscalation,InitialAccess Valid Accounts
T1078.001 DefenseEvasion,Persistence,PrivilegeEscalation,InitialAccess Default Accounts
T1078.002 DefenseEvasion,Persistence,PrivilegeEscalation,InitialAccess Domain Accounts
T1078.003 DefenseEvasion,Persistence,PrivilegeEscalation,InitialAccess Local Accounts
T1078.004 DefenseEvasion,Persistence,PrivilegeEscalation,InitialAccess Cloud Accounts
T1080 LateralMovement Taint Shared Content
T1082 Discovery System Information Discovery
T1083 Discovery File and Directory Discovery
T1087 Discovery Account Discovery
T1087.001 Discovery Local Account
T1087.002 Discovery Domain Account
T1087.003 Discovery Email Account
T1087.004 Discovery Cloud Account
T1090 CommandAndControl Proxy
T1090.001 CommandAndControl Internal Proxy
T1090.002 CommandAndControl External Proxy
T1090.003 CommandAndControl Multi-hop Proxy
T1090.004 CommandAndControl Domain Fronting
T1091 LateralMovement,InitialAccess Replication Through Removable Media
T1092 CommandAndControl Communication Through Removable Media
T1095 CommandAndControl Non-Application Layer Protocol
T1098 Persistence,PrivilegeEscalation Account Manipulation
T1098.001 Persistence,PrivilegeEscalation Additional Cloud Credentials
T1098.002 Persistence,PrivilegeEscalation Additional Email Delegate Permissions
T1098.003 Persistence,PrivilegeEscalation Additional Cloud Roles
T1098.004 Persistence,PrivilegeEscalation SSH Authorized Keys
T1098.005 Persistence,PrivilegeEscalation Device Registration
T1098.006 Persistence,PrivilegeEscalation Additional Container Cluster Roles
T1098.007 Persistence,PrivilegeEscalation Additional Local or Domain Groups
T1102 CommandAndControl Web Service
T1102.001 CommandAndControl Dead Drop Resolver
T1102.002 CommandAndControl Bidirectional Communication
T1102.003 CommandAndControl One-Way Communication
T1104 CommandAndControl Multi-Stage Channels
T1105 CommandAndControl Ingress Tool Transfer
T1106 Execution Native API
T1110 CredentialAccess Brute Force
T1110.001 CredentialAccess Password Guessing
T1110.002 CredentialAccess Password Cracking
T1110.003 CredentialAccess Password Spraying
T1110.004 CredentialAccess Credential Stuffing
T1111 CredentialAccess Multi-Factor Authentication Interception
T1112 DefenseEvasion,Persistence Modify Registry
T1113 Collection Screen Capture
T1114 Collection Email Collection
T1114.001 Collection Local Email Collection
T1114.002 Collection Remote Email Collection
T1114.003 Collection Email Forwarding Rule
T1115 Collection Clipboard Data
T1119 Collection Automated Collection
T1120 Discovery Peripheral Device Discovery
T1123 Collection Audio Capture
T1124 Discovery System Time Discovery
T1125 Collection Video Capture
T1127 DefenseEvasion,Execution Trusted Developer Utilities Proxy Execution
T1127.001 DefenseEvasion,Execution MSBuild
T1127.002 DefenseEvasion,Execution ClickOnce
T1127.003 DefenseEvasion,Execution JamPlus
T1129 Execution Shared Modules
T1132 CommandAndControl Data Encoding
T1132.001 CommandAndControl Standard Encoding
T1132.002 CommandAndControl Non-Standard Encoding
T1133 Persistence,InitialAccess External Remote Services
T1134 DefenseEvasion,PrivilegeEscalation Access Token Manipulation
T1134.001 DefenseEvasion,PrivilegeEscalation Token Impersonation/Theft
T1134.002 DefenseEvasion,PrivilegeEscalation Create Process with Token
T1134.003 DefenseEvasion,PrivilegeEscalation Make and Impersonate Token
T1134.004 DefenseEvasion,PrivilegeEscalation Parent PID Spoofing
T1134.005 DefenseEvasion,PrivilegeEscalation SID-History Injection
T1135 Discovery Network Share Discovery
T1136 Persistence Create Account
T1136.001 Persistence Local Account
T1136.002 Persistence Domain Account
T1136.003 Persistence Cloud Account
T1137 Persistence Office Application Startup
T1137.001 Persistence Office Template Macros
T1137.002 Persistence Office Test
T1137.003 Persistence Outlook Forms
T1137.004 Persistence Outlook Home Page
T1137.005 Persistence Outlook Rules
T1137.006 Persistence Add-ins
T1140 DefenseEvasion Deobfuscate/Decode Files or Information
T1176 Persistence Software Extensions
T1176.001 Persistence Browser Extensions
T1176.002 Persistence IDE Extensions
T1185 Collection Browser Session Hijacking
T1187 CredentialAccess Forced Authentication
T1189 InitialAccess Drive-by Compromise
T1190 InitialAccess Exploit Public-Facing Application
T1195 InitialAccess Supply Chain Compromise
T1195.001 InitialAccess Compromise Software Dependencies and Development Tools
T1195.002 InitialAccess Compromise Software Supply Chain
T1195.003 InitialAccess Compromise Hardware Supply Chain
T1197 DefenseEvasion,Persistence,Execution BITS Jobs
T1199 InitialAccess Trusted Relationship
T1200 InitialAccess Hardware Additions
T1201 Discovery Password Policy Discovery
T1202 DefenseEvasion Indirect Command Execution
T1203 Execution Exploitation for Client Execution
T1204 Execution User Execution
T1204.001 Execution Malicious Link
T1204.002 Execution Malicious File
T1204.003 Execution Malicious Image
T1204.004 Execution Malicious Copy and Paste
T1204.005 Execution Malicious Library
T1205 DefenseEvasion,Persistence,CommandAndControl Traffic Signaling
T1205.001 DefenseEvasion,Persistence,CommandAndControl Port Knocking
T1205.002 DefenseEvasion,Persistence,CommandAndControl Socket Filters
T1207 DefenseEvasion Rogue Domain Controller
T1210 LateralMovement Exploitation of Remote Services
T1211 DefenseEvasion Exploitation for Stealth
T1212 CredentialAccess Exploitation for Credential Access
T1213 Collection Data from Information Repositories
T1213.001 Collection Confluence
T1213.002 Collection Sharepoint
T1213.003 Collection Code Repositories
T1213.004 Collection Customer Relationship Management Software
T1213.005 Collection Messaging Applications
T1213.006 Collection Databases
T1216 DefenseEvasion System Script Proxy Execution
T1216.001 DefenseEvasion PubPrn
T1216.002 DefenseEvasion SyncAppvPublishingServer
T1217 Discovery Browser Information Discovery
T1218 DefenseEvasion System Binary Proxy Execution
T1218.001 DefenseEvasion Compiled HTML File
T1218.002 DefenseEvasion Control Panel
T1218.003 DefenseEvasion CMSTP
T1218.004 DefenseEvasion InstallUtil
T1218.005 DefenseEvasion Mshta
T1218.007 DefenseEvasion Msiexec
T1218.008 DefenseEvasion Odbcconf
T1218.009 DefenseEvasion Regsvcs/Regasm
T1218.010 DefenseEvasion Regsvr32
T1218.011 DefenseEvasion Rundll32
T1218.012 DefenseEvasion Verclsid
T1218.013 DefenseEvasion Mavinject
T1218.014 DefenseEvasion MMC
T1218.015 DefenseEvasion Electron Applications
T1219 CommandAndControl Remote Access Tools
T1219.001 CommandAndControl IDE Tunneling
T1219.002 CommandAndControl Remote Desktop Software
T1219.003 CommandAndControl Remote Access Hardware
T1220 DefenseEvasion XSL Script Processing
T1221 DefenseEvasion Template Injection
T1222 DefenseEvasion File and Directory Permissions Modification
T1222.001 DefenseEvasion Windows Permissions
T1222.002 DefenseEvasion Linux and Mac Permissions
T1480 DefenseEvasion Execution Guardrails
T1480.001 DefenseEvasion Environmental Keying
T1480.002 DefenseEvasion Mutual Exclusion
T1482 Discovery Domain Trust Discovery
T1484 DefenseEvasion,PrivilegeEscalation Domain or Tenant Policy Modification
T1484.001 DefenseEvasion,PrivilegeEscalation Group Policy Modification
T1484.002 DefenseEvasion,PrivilegeEscalation Trust Modification
T1485 Impact Data Destruction
T1485.001 Impact Lifecycle-Triggered Deletion
T1486 Impact Data Encrypted for Impact
T1489 Impact Service Stop
T1490 Impact Inhibit System Recovery
T1491 Impact Defacement
T1491.001 Impact Internal Defacement
T1491.002 Impact External Defacement
T1495 Impact Firmware Corruption
T1496 Impact Resource Hijacking
T1496.001 Impact Compute Hijacking
T1496.002 Impact Bandwidth Hijacking
T1496.003 Impact SMS Pumping
T1496.004 Impact Cloud Service Hijacking
T1497 DefenseEvasion,Discovery Virtualization/Sandbox Evasion
T1497.001 DefenseEvasion,Discovery System Checks
T1497.002 DefenseEvasion,Discovery User Activity Based Checks
T1497.003 DefenseEvasion,Discovery Time Based Checks
T1498 Impact Network Denial of Service
T1498.001 Impact Direct Network Flood
T1498.002 Impact Reflection Amplification
T1499 Impact Endpoint Denial of Service
T1499.001 Impact OS Exhaustion Flood
T1499.002 Impact Service Exhaustion Flood
T1499.003 Impact Application Exhaustion Flood
T1499.004 Impact Application or System Exploitation
T1505 Persistence Server Software Component
T1505.001 Persistence SQL Stored Procedures
T1505.002 Persistence Transport Agent
T1505.003 Persistence Web Shell
T1505.004 Persistence IIS Components
T1505.005 Persistence Terminal Services DLL
T1505.006 Persistence vSphere Installation Bundles
T1518 Discovery Software Discovery
T1518.001 Discovery Security Software Discovery
T1518.002 Discovery Backup Software Discovery
T1525 Persistence Implant Internal Image
T1526 Discovery Cloud Service Discovery
T1528 CredentialAccess Steal Application Access Token
T1529 Impact System Shutdown/Reboot
T1530 Collection Data from Cloud Storage
T1531 Impact Account Access Removal
T1534 LateralMovement Internal Spearphishing
T1535 DefenseEvasion Unused/Unsupported Cloud Regions
T1537 Exfiltration Transfer Data to Cloud Account
T1538 Discovery Cloud Service Dashboard
T1539 CredentialAccess Steal Web Session Cookie
T1542 DefenseEvasion,Persistence Pre-OS Boot
T1542.001 DefenseEvasion,Persistence System Firmware
T1542.002 DefenseEvasion,Persistence Component Firmware
T1542.003 DefenseEvasion,Persistence Bootkit
T1542.004 DefenseEvasion,Persistence ROMMONkit
T1542.005 DefenseEvasion,Persistence TFTP Boot
T1543 Persistence,PrivilegeEscalation Create or Modify System Process
T1543.001 Persistence,PrivilegeEscalation Launch Agent
T1543.002 Persistence,PrivilegeEscalation Systemd Service
T1543.003 Persistence,PrivilegeEscalation Windows Service
T1543.004 Persistence,PrivilegeEscalation Launch Daemon
T1543.005 Persistence,PrivilegeEscalation Container Service
T1546 PrivilegeEscalation,Persistence Event Triggered Execution
T1546.001 PrivilegeEscalation,Persistence Change Default File Association
T1546.002 PrivilegeEscalation,Persistence Screensaver
T1546.003 PrivilegeEscalation,Persistence Windows Management Instrumentation Event Subscription
T1546.004 PrivilegeEscalation,Persistence Unix Shell Configuration Modification
T1546.005 PrivilegeEscalation,Persistence Trap
T1546.006 PrivilegeEscalation,Persistence LC_LOAD_DYLIB Addition
T1546.007 PrivilegeEscalation,Persistence Netsh Helper DLL
T1546.008 PrivilegeEscalation,Persistence Accessibility Features
T1546.009 PrivilegeEscalation,Persistence AppCert DLLs
T1546.010 PrivilegeEscalation,Persistence AppInit DLLs
T1546.011 PrivilegeEscalation,Persistence Application Shimming
T1546.012 PrivilegeEscalation,Persistence Image File Execution Options Injection
T1546.013 PrivilegeEscalation,Persistence PowerShell Profile
T1546.014 PrivilegeEscalation,Persistence Emond
T1546.015 PrivilegeEscalation,Persistence Component Object Model Hijacking
T1546.016 PrivilegeEscalation,Persistence Installer Packages
T1546.017 Persistence,PrivilegeEscalation Udev Rules
T1546.018 Persistence,PrivilegeEscalation Python Startup Hooks
T1547 Persistence,PrivilegeEscalation Boot or Logon Autostart Execution
T1547.001 Persistence,PrivilegeEscalation Registry Run Keys / Startup Folder
T1547.002 Persistence,PrivilegeEscalation Authentication Package
T1547.003 Persistence,PrivilegeEscalation Time Providers
T1547.004 Persistence,PrivilegeEscalation Winlogon Helper DLL
T1547.005 Persistence,PrivilegeEscalation Security Support Provider
T1547.006 Persistence,PrivilegeEscalation Kernel Modules and Extensions
T1547.007 Persistence,PrivilegeEscalation Re-opened Applications
T1547.008 Persistence,PrivilegeEscalation LSASS Driver
T1547.009 Persistence,PrivilegeEscalation Shortcut Modification
T1547.010 Persistence,PrivilegeEscalation Port Monitors
T1547.012 Persistence,PrivilegeEscalation Print Processors
T1547.013 Persistence,PrivilegeEscalation XDG Autostart Entries
T1547.014 Persistence,PrivilegeEscalation Active Setup
T1547.015 Persistence,PrivilegeEscalation Login Items
T1548 PrivilegeEscalation Abuse Elevation Control Mechanism
T1548.001 PrivilegeEscalation Setuid and Setgid
T1548.002 PrivilegeEscalation Bypass User Account Control
T1548.003 PrivilegeEscalation Sudo and Sudo Caching
T1548.004 PrivilegeEscalation Elevated Execution with Prompt
T1548.005 PrivilegeEscalation Temporary Elevated Cloud Access
T1548.006 PrivilegeEscalation TCC Manipulation
T1550 LateralMovement Use Alternate Authentication Material
T1550.001 LateralMovement Application Access Token
T1550.002 LateralMovement Pass the Hash
T1550.003 LateralMovement Pass the Ticket
T1550.004 LateralMovement Web Session Cookie
T1552 CredentialAccess Unsecured Credentials
T1552.001 CredentialAccess Credentials In Files
T1552.002 CredentialAccess Credentials in Registry
T1552.003 CredentialAccess Shell History
T1552.004 CredentialAccess Private Keys
T1552.005 CredentialAccess Cloud Instance Metadata API
T1552.006 CredentialAccess Group Policy Preferences
T1552.007 CredentialAccess Container API
T1552.008 CredentialAccess Chat Messages
T1553 DefenseEvasion Subvert Trust Controls
T1553.001 DefenseEvasion Gatekeeper Bypass
T1553.002 DefenseEvasion Code Signing
T1553.003 DefenseEvasion SIP and Trust Provider Hijacking
T1553.004 DefenseEvasion Install Root Certificate
T1553.005 DefenseEvasion Mark-of-the-Web Bypass
T1553.006 DefenseEvasion Code Signing Policy Modification
T1554 Persistence Compromise Host Software Binary
T1555 CredentialAccess Credentials from Password Stores
T1555.001 CredentialAccess Keychain
T1555.002 CredentialAccess Securityd Memory
T1555.003 CredentialAccess Credentials from Web Browsers
T1555.004 CredentialAccess Windows Credential Manager
T1555.005 CredentialAccess Password Managers
T1555.006 CredentialAccess Cloud Secrets Management Stores
T1556 DefenseEvasion,Persistence,CredentialAccess Modify Authentication Process
T1556.001 DefenseEvasion,Persistence,CredentialAccess Domain Controller Authentication
T1556.002 DefenseEvasion,Persistence,CredentialAccess Password Filter DLL
T1556.003 DefenseEvasion,Persistence,CredentialAccess Pluggable Authentication Modules
T1556.004 DefenseEvasion,Persistence,CredentialAccess Network Device Authentication
T1556.005 DefenseEvasion,Persistence,CredentialAccess Reversible Encryption
T1556.006 DefenseEvasion,Persistence,CredentialAccess Multi-Factor Authentication
T1556.007 DefenseEvasion,Persistence,CredentialAccess Hybrid Identity
T1556.008 DefenseEvasion,Persistence,CredentialAccess Network Provider DLL
T1556.009 DefenseEvasion,Persistence,CredentialAccess Conditional Access Policies
T1557 CredentialAccess,Collection Adversary-in-the-Middle
T1557.001 CredentialAccess,Collection Name Resolution Poisoning and SMB Relay
T1557.002 CredentialAccess,Collection ARP Cache Poisoning
T1557.003 CredentialAccess,Collection DHCP Spoofing
T1557.004 CredentialAccess,Collection Evil Twin
T1558 CredentialAccess Steal or Forge Kerberos Tickets
T1558.001 CredentialAccess Golden Ticket
T1558.002 CredentialAccess Silver Ticket
T1558.003 CredentialAccess Kerberoasting
T1558.004 CredentialAccess AS-REP Roasting
T1558.005 CredentialAccess Ccache Files
T1559 Execution Inter-Process Communication
T1559.001 Execution Component Object Model
T1559.002 Execution Dynamic Data Exchange
T1559.003 Execution XPC Services
T1560 Collection Archive Collected Data
T1560.001 Collection Archive via Utility
T1560.002 Collection Archive via Library
T1560.003 Collection Archive via Custom Method
T1561 Impact Disk Wipe
T1561.001 Impact Disk Content Wipe
T1561.002 Impact Disk Structure Wipe
T1563 LateralMovement Remote Service Session Hijacking
T1563.001 LateralMovement SSH Hijacking
T1563.002 LateralMovement RDP Hijacking
T1564 DefenseEvasion Hide Artifacts
T1564.001 DefenseEvasion Hidden Files and Directories
T1564.002 DefenseEvasion Hidden Users
T1564.003 DefenseEvasion Hidden Window
T1564.004 DefenseEvasion NTFS File Attributes
T1564.005 DefenseEvasion Hidden File System
T1564.006 DefenseEvasion Run Virtual Instance
T1564.007 DefenseEvasion VBA Stomping
T1564.008 DefenseEvasion Email Hiding Rules
T1564.009 DefenseEvasion Resource Forking
T1564.010 DefenseEvasion Process Argument Spoofing
T1564.011 DefenseEvasion Ignore Process Interrupts
T1564.012 DefenseEvasion File/Path Exclusions
T1564.013 DefenseEvasion Bind Mounts
T1564.014 DefenseEvasion Extended Attributes
T1565 Impact Data Manipulation
T1565.001 Impact Stored Data Manipulation
T1565.002 Impact Transmitted Data Manipulation
T1565.003 Impact Runtime Data Manipulation
T1566 InitialAccess Phishing
T1566.001 InitialAccess Spearphishing Attachment
T1566.002 InitialAccess Spearphishing Link
T1566.003 InitialAccess Spearphishing via Service
T1566.004 InitialAccess Spearphishing Voice
T1567 Exfiltration Exfiltration Over Web Service
T1567.001 Exfiltration Exfiltration to Code Repository
T1567.002 Exfiltration Exfiltration to Cloud Storage
T1567.003 Exfiltration Exfiltration to Text Storage Sites
T1567.004 Exfiltration Exfiltration Over Webhook
T1568 CommandAndControl Dynamic Resolution
T1568.001 CommandAndControl Fast Flux DNS
T1568.002 CommandAndControl Domain Generation Algorithms
T1568.003 CommandAndControl DNS Calculation
T1569 Execution System Services
T1569.001 Execution Launchctl
T1569.002 Execution Service Execution
T1569.003 Execution Systemctl
T1570 LateralMovement Lateral Tool Transfer
T1571 CommandAndControl Non-Standard Port
T1572 CommandAndControl Protocol Tunneling
T1573 CommandAndControl Encrypted Channel
T1573.001 CommandAndControl Symmetric Cryptography
T1573.002 CommandAndControl Asymmetric Cryptography
T1574 DefenseEvasion,Execution Hijack Execution Flow
T1574.001 DefenseEvasion,Execution DLL
T1574.004 DefenseEvasion,Execution Dylib Hijacking
T1574.005 DefenseEvasion,Execution Executable Installer File Permissions Weakness
T1574.006 DefenseEvasion,Execution Dynamic Linker Hijacking
T1574.007 DefenseEvasion,Execution Path Interception by PATH Environment Variable
T1574.008 DefenseEvasion,Execution Path Interception by Search Order Hijacking
T1574.009 DefenseEvasion,Execution Path Interception by Unquoted Path
T1574.010 DefenseEvasion,Execution Services File Permissions Weakness
T1574.011 DefenseEvasion,Execution Services Registry Permissions Weakness
T1574.012 DefenseEvasion,Execution COR_PROFILER
T1574.013 DefenseEvasion,Execution KernelCallbackTable
T1574.014 DefenseEvasion,Execution AppDomainManager
T1578 DefenseEvasion Modify Cloud Compute Infrastructure
T1578.001 DefenseEvasion Create Snapshot
T1578.002 DefenseEvasion Create Cloud Instance
T1578.003 DefenseEvasion Delete Cloud Instance
T1578.004 DefenseEvasion Revert Cloud Instance
T1578.005 DefenseEvasion Modify Cloud Compute Configurations
T1580 Discovery Cloud Infrastructure Discovery
T1583 ResourceDevelopment Acquire Infrastructure
T1583.001 ResourceDevelopment Domains
T1583.002 ResourceDevelopment DNS Server
T1583.003 ResourceDevelopment Virtual Private Server
T1583.004 ResourceDevelopment Server
T1583.005 ResourceDevelopment Botnet
T1583.006 ResourceDevelopment Web Services
T1583.007 ResourceDevelopment Serverless
T1583.008 ResourceDevelopment Malvertising
T1584 ResourceDevelopment Compromise Infrastructure
T1584.001 ResourceDevelopment Domains
T1584.002 ResourceDevelopment DNS Server
T1584.003 ResourceDevelopment Virtual Private Server
T1584.004 ResourceDevelopment Server
T1584.005 ResourceDevelopment Botnet
T1584.006 ResourceDevelopment Web Services
T1584.007 ResourceDevelopment Serverless
T1584.008 ResourceDevelopment Network Devices
T1585 ResourceDevelopment Establish Accounts
T1585.001 ResourceDevelopment Social Media Accounts
T1585.002 ResourceDevelopment Email Accounts
T1585.003 ResourceDevelopment Cloud Accounts
T1586 ResourceDevelopment Compromise Accounts
T1586.001 ResourceDevelopment Social Media Accounts
T1586.002 ResourceDevelopment Email Accounts
T1586.003 ResourceDevelopment Cloud Accounts
T1587 ResourceDevelopment Develop Capabilities
T1587.001 ResourceDevelopment Malware
T1587.002 ResourceDevelopment Code Signing Certificates
T1587.003 ResourceDevelopment Digital Certificates
T1587.004 ResourceDevelopment Exploits
T1588 ResourceDevelopment Obtain Capabilities
T1588.001 ResourceDevelopment Malware
T1588.002 ResourceDevelopment Tool
T1588.003 ResourceDevelopment Code Signing Certificates
T1588.004 ResourceDevelopment Digital Certificates
T1588.005 ResourceDevelopment Exploits
T1588.006 ResourceDevelopment Vulnerabilities
T1588.007 ResourceDevelopment Artificial Intelligence
T1589 Reconnaissance Gather Victim Identity Information
T1589.001 Reconnaissance Credentials
T1589.002 Reconnaissance Email Addresses
T1589.003 Reconnaissance Employee Names
T1590 Reconnaissance Gather Victim Network Information
T1590.001 Reconnaissance Domain Properties
T1590.002 Reconnaissance DNS
T1590.003 Reconnaissance Network Trust Dependencies
T1590.004 Reconnaissance Network Topology
T1590.005 Reconnaissance IP Addresses
T1590.006 Reconnaissance Network Security Appliances
T1591 Reconnaissance Gather Victim Org Information
T1591.001 Reconnaissance Determine Physical Locations
T1591.002 Reconnaissance Business Relationships
T1591.003 Reconnaissance Identify Business Tempo
T1591.004 Reconnaissance Identify Roles
T1592 Reconnaissance Gather Victim Host Information
T1592.001 Reconnaissance Hardware
T1592.002 Reconnaissance Software
T1592.003 Reconnaissance Firmware
T1592.004 Reconnaissance Client Configurations
T1593 Reconnaissance Search Open Websites/Domains
T1593.001 Reconnaissance Social Media
T1593.002 Reconnaissance Search Engines
T1593.003 Reconnaissance Code Repositories
T1594 Reconnaissance Search Victim-Owned Websites
T1595 Reconnaissance Active Scanning
T1595.001 Reconnaissance Scanning IP Blocks
T1595.002 Reconnaissance Vulnerability Scanning
T1595.003 Reconnaissance Wordlist Scanning
T1596 Reconnaissance Search Open Technical Databases
T1596.001 Reconnaissance DNS/Passive DNS
T1596.002 Reconnaissance WHOIS
T1596.003 Reconnaissance Digital Certificates
T1596.004 Reconnaissance CDNs
T1596.005 Reconnaissance Scan Databases
T1597 Reconnaissance Search Closed Sources
T1597.001 Reconnaissance Threat Intel Vendors
T1597.002 Reconnaissance Purchase Technical Data
T1598 Reconnaissance Phishing for Information
T1598.001 Reconnaissance Spearphishing Service
T1598.002 Reconnaissance Spearphishing Attachment
T1598.003 Reconnaissance Spearphishing Link
T1598.004 Reconnaissance Spearphishing Voice
T1599 DefenseEvasion Network Boundary Bridging
T1599.001 DefenseEvasion Network Address Translation Traversal
T1600 DefenseEvasion Weaken Encryption
T1600.001 DefenseEvasion Reduce Key Space
T1600.002 DefenseEvasion Disable Crypto Hardware
T1601 DefenseEvasion Modify System Image
T1601.001 DefenseEvasion Patch System Image
T1601.002 DefenseEvasion Downgrade System Image
T1602 Collection Data from Configuration Repository
T1602.001 Collection SNMP (MIB Dump)
T1602.002 Collection Network Device Configuration Dump
T1606 CredentialAccess Forge Web Credentials
T1606.001 CredentialAccess Web Cookies
T1606.002 CredentialAccess SAML Tokens
T1608 ResourceDevelopment Stage Capabilities
T1608.001 ResourceDevelopment Upload Malware
T1608.002 ResourceDevelopment Upload Tool
T1608.003 ResourceDevelopment Install Digital Certificate
T1608.004 ResourceDevelopment Drive-by Target
T1608.005 ResourceDevelopment Link Target
T1608.006 ResourceDevelopment SEO Poisoning
T1609 Execution Container Administration Command
T1610 Execution Deploy Container
T1611 PrivilegeEscalation Escape to Host
T1612 DefenseEvasion Build Image on Host
T1613 Discovery Container and Resource Discovery
T1614 Discovery System Location Discovery
T1614.001 Discovery System Language Discovery
T1615 Discovery Group Policy Discovery
T1619 Discovery Cloud Storage Object Discovery
T1620 DefenseEvasion Reflective Code Loading
T1621 CredentialAccess Multi-Factor Authentication Request Generation
T1622 DefenseEvasion,Discovery Debugger Evasion
T1647 DefenseEvasion Plist File Modification
T1648 Execution Serverless Execution
T1649 CredentialAccess Steal or Forge Authentication Certificates
T1650 ResourceDevelopment Acquire Access
T1651 Execution Cloud Administration Command
T1652 Discovery Device Driver Discovery
T1653 Persistence Power Settings
T1654 Discovery Log Enumeration
T1657 Impact Financial Theft
T1659 InitialAccess,CommandAndControl Content Injection
T1665 CommandAndControl Hide Infrastructure
T1666 DefenseEvasion Modify Cloud Resource Hierarchy
T1667 Impact Email Bombing
T1668 Persistence Exclusive Control
T1669 InitialAccess Wi-Fi Networks
T1671 Persistence Cloud Application Integration
T1673 Discovery Virtual Machine Discovery
T1674 Execution Input Injection
T1675 Execution ESXi Administration Command
T1677 Execution Poisoned Pipeline Execution
T1678 DefenseEvasion Delay Execution
T1679 DefenseEvasion Selective Exclusion
T1680 Discovery Local Storage Discovery
T1681 Reconnaissance Search Threat Vendor Data
T1682 Reconnaissance Query Public AI Services
T1683 ResourceDevelopment Generate Content
T1683.001 ResourceDevelopment Written Content
T1683.002 ResourceDevelopment Audio-Visual Content
T1684 DefenseEvasion Social Engineering
T1684.001 DefenseEvasion Impersonation
T1684.002 DefenseEvasion Email Spoofing
T1685 DefenseEvasion Disable or Modify Tools
T1685.001 DefenseEvasion Disable or Modify Windows Event Log
T1685.002 DefenseEvasion Disable or Modify Cloud Log
T1685.003 DefenseEvasion Modify or Spoof Tool UI
T1685.004 DefenseEvasion Disable or Modify Linux Audit System Log
T1685.005 DefenseEvasion Clear Windows Event Logs
T1685.006 DefenseEvasion Clear Linux or Mac System Logs
T1686 DefenseEvasion Disable or Modify System Firewall
T1686.001 DefenseEvasion Cloud Firewall
T1686.002 DefenseEvasion Network Device Firewall
T1686.003 DefenseEvasion Windows Host Firewall
T1687 DefenseEvasion Exploitation for Defense Impairment
T1688 DefenseEvasion Safe Mode Boot
T1689 DefenseEvasion Downgrade Attack
T1690 DefenseEvasion Prevent Command History Logging
`;
