// SPDX-License-Identifier: Apache-2.0
// Made by cmduri/js/pack.py from cmduri/js/index.js; do not edit. A promise of what the module exports.
globalThis.cmduri = (async () => {
'use strict';
//
// Command URIs for browsers and Node. The reading, building and linting is that of libcmduri, in
// WebAssembly; here is only what carries texts in and objects out. Everything is bytes of UTF-8
// inside, so that offsets count bytes.

const wasm = '+Np^?4Of*SVO7BB9NEKC>@T+ORhFYwzDb6,b?Mkt@U3>qzO]dAwiBEs1aZ`kdE8:-]e=jmBH.fTM,2zcb<myvqZK`T|avR9aq/gMq3]I[(?D]5+7iJ>E6;tFG<7RV=./ZIlyoPH/Z|DEk;sejCQ*yl:nC-@VyB/SnfR_Qlx?pvkv_)2>-T3YoYtk*{Nm(W;6j@rxlPVZ30_[={h2UEwrfrjvxD{|*2Ikkizld/BY,>Q{@vmZc_R4T*]Pa=|+kJ,@RLecW0O6-Se^uSXjM[UBBZq4Q2vX3]n?.?O+s2i(RK+mM[M|;}4rpP}.^p]6gYqK_S4e:GDEGnkt2*^0]ST[pQtiFoVt}UUXV<+;fwrjtL]k(+]jSWrZZ|/o@{U<f9l;=Fs3+-rh=tZG]Ta8DXmPL`dyfboRuRn]7S+1pE28vQ8obo7aOF4xXz>T/pV4FSGz+V=Iyn1KBV_}MZb];;cZ?kYZE{wnT@i_REpfVgjoevCJjL:g`n@;q8tj?ZYG([og|gg[grv:p^CDh7>zU5SXa-@yM?oe*pK:d|m7rYBB(hl{rNgE`YeQ8@UAt8KvB)NbOCS.8[JGt9xAW0>;Jg7<m(ce+]v7iIe>qLPzSWt/2-F^)0b2I?x}o`MJK6z3Ol1pV;uG<gekKXj)pdewgIlG);w`YImZ5}wTqmP|L,/EWxiT/0IxlqVUvK14d9tR_CH;*jO2/0_<},6^]K?nG@xj_YqR0yvXscXFW)RTDhQdZ<>]6HGLNMqdb`|c=UsCqUI*fApU*;G?.[uirJTt1+5u5gnL|0aAPU)6[68/o-H/@MZes6r`Hsh3274P:^t4.J5O{BgMUDK18M-I}}q:OiV26c.E9ucO=i4yhzVDB?Q=gEiD(zT]T9jvwpE-PyCbWT@h;{-@(tlbDbABX`=:.Q(V;A{Q2w+tLSvnfxKe*ejI/gFTE-UpF,2I?K+z-IdFFMA-e7vs:Xg9ul38ING5{,x}.jrG7{wsPG5jZGQgJj4Lba|}-:k|2}+/)9YwEU}9^B1Nqpudm*2=V4l|LU)^>@ihIg2dQLUSoJ)gu|K=hlCA-[Cf>h9Q>@[]MnvIjpZ(*HLUUDI(-c(V-Yiq^0=c7>R5vlxI}y5iCDFgoypecd?qG|*i6[B7,*f4>oRtEDLbG:uGqV}q(M8SZ/wRn3p3j.amPR<8N4A}H+JKyyyFGLHxYI8-_9?hBU86X1`^JLY66d(veLny48vcec4F,17G`ALM,mv6G/@Rne_fYt)6Y^jCEOOsz9(78yRb.;i-HS6,:8ncdvu6[u_4Dc7*g=Ne;[wmVnX8M-<aem8=L|@HQG4XL`b+gz*`^{ZXj=k@p5rcfV8q8|i|qa|q,>rR?6E6nESK6s^x1-PttB<A3VD^Nc+Agv6p>i=gQ.si>KqhJ-FF8zWm3OP3/?tI[JWDr*dgJ6qXHHFJ6P7R`gD7Tg3O6<=<7e?0jL?z^Qam1*<8o/U9S.9*a=(CR<AZ3-w;1iI)U<x`nJkx2f=?1vZ]BJUS<`9iA?>Q,ni{=D{_`uK,>,qbV=y(uB[^Yy?npWCRgN86<pC+0R[-:Y}sqObGoUdM:CrXy]^pYKPrANP_K]qYFT//g@uknCDl5h)CPJ6aK9KB*;8uPglAnGzT/TZo}j8tvY58SoMKlQU84b+(xRa<pND31B*/Lx[/-9Sr1?h3YrV.).4;:fx?1p/P+QUs;1|eo@VkY}ne9LMw0*HW+s]oEGDOBp2^V<Q8@S[xk++UK8F7IN3knw2h9S+Qf9LA,0|Q5*Z,A@YeV*yZF:d.^YG-FN+UBE85|GPI[,(Me8FuXYpde(^RUvpIZL-WB/;1U|vFvVbgORRp+I}B4oT4Iaksf1W;fA,itK9@S:>M,7vh8nH:C[Lp8R|Yx3givGv93{@qm1avi<+m*-FP=>h)[*D0W|nIktu{d?=G@;l9Kqbq}{3PG5P37[do`yztlT5<*LuGox(supo>1u9(1--BO>[TB*f(}awquGO/`aFeDm8I[;7sgxfZi8Lu>_L^JB33tyU6@b6ET^kx,>jk|X+{p>KDGVQ,d9lbBW+RCP-_zug=zSnqt<eRhk8e358fO|JIarp(h*GvOP,>L9-4H^E<TxvDsL(,-<[OLWbVEmk6|8Qq=vLc?Gi1__[*.1JU:sVN)12a]j5M^1K?t,;`K0x[z2:9BBXtk`Hw`|;qV^FB<Hd4|yNMpk|HvbFP:u{j4oeTs8/[;GD/Mj7SN2vt>aceloZna?iaH7nh(U_BcQ:Bo9]W6kS>M>N0w_VPG18,M/1YAtg,;q/2[G?K*<u0h=9V)9br*2>23-443AI0rw>jP9Yb8DTZIA|YB2aSSjDH:oaSh0Ukg,vvD(YM(nevIKTBTn|;)bK-RpEU48rZpKB7rZP<O[p:A8SF6Oqo@i,Uo=K[Rv3UH{FzcSN^i+._CcD?P3)AR>4FfV,@x`Q.+JD;{Tt.1_5|5{UQ(Pcb<lmXVyp9P[P:k83P[S;gsIlGdEKGnlzuFGt2}]U3[j)2jMIW<l9dfN5P1^m6R_1>Ot>(8P6Eem9R4/o2C[:s9Z,Zp.j_^X_H[_w]Dv.IMl,G^UjJ_bF2CX-m+7q]5@138Z5>tl2PY;aywBLxju}VZyH7IGQMCf]./nlcl?5S9U)2)6kJsD]yy`XR=jDQKBHpD;B5g0Sx8D_bdhmzCm6V:aIE8QVLY5hPDk:Ov-(.w_lyr`9qhX|LEh<Y9)Cf:UCA@3lJ0dD6Z@.IG1j.z2Tlky?]qyK3-S?>,u5ZQ4/s)4/Ve8v4lGXasuCdB@HSYOfV+p=a8s4OZ9Pr]kNzAgzD2.=2chZ0Nb6mv^`R=UeIC}f;)_OSZgzDMUGJ7taSq9Jy*HwESjX3rkCZ2kvV]N]`sz_0keKiJ(yG<qp/GV}okI;,xiYt?|9X1VY;tyxa9x<_i>F`6?DD|NWHVvbxDJdLUtu0Y9Pn_[xVwdwl:8r3oGIi/?f0He9TtoR_-+@d[Hp/FKN]Vi+m6QhJ=5wFhI2n22lnX^BM=K>bAFV1Z:q@eq[0QhE-FgJ/)ePAqu[Ik[WboBlZ6T5<TYb{uKBI+vUF>2{-`WZ1LzsR;IVdet9;Eh-Aiwe+V0Xx<5vb|`3-jH)=X0F`>BijkVlKJ:o84uu*uBoz<Jf6?t+(K;EPcJ^|/b+*^1;Q2cwEoH`>VI`n];tf-d/DZRZG=U:u3{d/x@gBIkd9TpI1|p_:zC;JQ|BGU49u{)5fJy?;04[,9MM5Qfwb{:ZuVAG{9z6ZtrMsJS@zXmVaDDdRF8*+NcT+i)M*WT)__Eh`SHo1w{.M?82/x=Ms@/FH{gek>>Ag.<x?H<`DY+THg1N@*/=(+QOLJ4A4}Svfu|KU+e]:}j<Hdb-64uGfSAld,Fn5PO=<UvlZ^Wm_?r*>xg1;PygMp5hSR+hpUiGT>:T0TBpj;>,V[m53B(ZezYR>;rp]mmq)d:w;J2AC2t30BPXcSQenkvmU{.39BE?tW2d*ueMuI<};e@u]X+ki6ML(c1qm>/S<Yh?c)mSIL2NABkT}6,>ZtWp|<C9=h9W9nBCq2F-HzCSh_Gt/9r@ebml8XN0yfn=-K]9e^WAWE;[Lv>Ki^)WS//2Vgj8Y3C))g1;lJj22Fki4QQgE7RSv@?g[nEvF-a{//RPY7t,VH,eS=)<.gK^q/YVOh>V2d+i4PL,}@w1YD`s_v*zc{Xn*82DwF8wZ^J(Sf|XfiJA,dtU@Yp]BP)Qwzjj0>yw[8n@HWKRVdFAp[7[a2rcavZqT>WfGinl?DCW-H@|A)/WQRWV59=m529Ybe;]dMSKrmP,mWgyH]i/rNjzD+hLv;US6VI8`V2d)O0y*Yoe}pM1S/eT+HIIe`PFbXH:sN(bl_7Ten1FiH)c@5OJ/+tS=Qw:uhiZ97J>dp|sJIFAg1mH0qyiN=5FL_@+T7Hs8{_cDvi8h./nS281<ELYd:dMp=Oi6]u=r`U+f7?sBR_)-nuv{:qdmo5M;b{+Vh0UaHiMCWhWNgQOx5ZVKfnD,6LW57RWvHV_SuIhd*jUpS8@;)U,[j^w}t<i=][ZyiL2lpk1b*:.9.U93}wsYt77;-bfM98eTQjW0U>js-ALjYE`7_sSMcEShO5]_82w9KU,@c>T*.*gzHP[7=mEHm58=/s7HelC?ep3R;=Z0/)84iFbbx`21nB/NbVwpM{ikxsU9Kd|AZT81m[JSL{;MNQr{)=[m.3xKc94hsC+u1tUt9_fEH]Yx[m3|EU`yXw|WP.[)Cg]D=vBqBs.hZ2tY,j/HK)+16r-qVVMnk//Dr/<^kfb5ItKX`v0dZHlE0GzuG8uS5JAUpsra+HGsPkb*3h?cfS6rQ{`BBy>85aW`7vpM;}E6:OZp/:}{sV>ZfY)=CKyew:;vQ@UCeDrllMwTCb=ci4oZ)}GRrJ>q@putU+ar^Zvef^Sp`JD*xjw15M8Oxzw1xTl?7C1bdul=*|hYs?<eHRsp;s9F:2|/IrraE:6/b4Q0`GWLBS:G]PJnD2PjWeq+^@LhMv>K@/CVS-8B_3D-SIHGtIfN:K5yUaDgnT}fkATK6iXe;Th/jzR;){g5LkQ^>FlRpel{iQkFfk9*NbyweU5]z]5olrjA-v2=]y`wHn`@)3C>DA>>hS1d><C(6uC}NM@YUIx)jVomz)W0qtB+_ckcMD3z:s0xbk_ep`|A3(eQy7pq[oA0G8fm_Wq((|?V0*ob8yoKf4kssfdZuTi4+?}HUyA[iVfr{OZDz0JF|[|r5ld9@7a@poHnh77`B8_mGQ.<W6733@/8/M9;>Se-A[1gz?1/)zX@kW4(B<@t*<ueSI1qMs`*3ukJ:VZAYRr1ZF)M-,u=Qx7D9?P24Sde2,sW**YkpE.,LgSva(JG<XaB?3Z:{KfPOPGi2VVuIHAc;H=NS0p8BYl5/Xgmp<BZSqRth*ZP:_;OG7t,pqb*SxGPSj=7sTrL|D-9bO)58T}sIQ9=l-dV^[1aWq?5H*DJH<[u*8=A=(,aRbN.5ME=mgy)A*sGQW)x;Hsm{wr@thS7CBSC2qiQuK,}bt)a``EjCa8K=SLX8V*kTfRuQFIx*UldVL3.POWLDya?,zR`wIs>9Ktdih2Y_K^^u}8MD`)-p^UKVYUPYbH8FB:t2_2TrU<aCgY_cry@9Bbw+Zp^sHo^E*7Zubu0D7xKC/cXS2TB,Fu?uALt24(}o;O6Kl8El|yG-hr5kJqbCsjlXZNORr>N_i|WdS2;JrI@(*x@yd=aRD>xs]^rY7[lrAQ/kUrq)wDSp.J7h4NO+mJ:1KY9<x(+_TC{sESUj>s)H+`kk3[e?b6ll5NhTcx;_)ep1fTAKXZ8PqV3XWcb1;qAH(*;o{]BuOEa*.aP)i>SW*A5/THS=ke/l?F@wu<`r)G]d+F8L_PTxzfJky`gLerz;@:Eceo^.::tJRn4n{=VDa8)[WodQCbtN<7c,p0E3U?b=;vB.uM,cOf2x^{n;SMFXUnX29u.)<et0zRq<_((k3m+tP@L`M_Mm>xPg@2,rLlt0.T7gYGn^i`uTV*kWOhCc?{Lg,fhiWy1Mqsx;><+qz1eontL2.I[)i/43jO_?mLw._aDSsoV9hfg(9d][fX2/9Hx]oOQq4o4CY8=a2*+;)kj=CP5>S[ntKvL+)TCit^nB5b[tl<sWQ6=?unRR7QRJT0MP0<?7LUbD+y(T|pbzc{M)p5ov}Qi(;LoHZ^+GDaQ@VV>5o<D9O[3O-C>Nx|Fjbct@THe)+SkECZ4+;`{xQ>K{YkV=BX>QW+`NcRCKv1>Uw+g*{cQb?,HIF)izlVKpuSYjcgBQO0XWt.o0z9|67L_qt]L+8.8>h*PH<iqS=]@:3ZOsj^|4tr?to95/>M4G/U;8MhC8PgvzLnG:v+W850|MP{E;d-Y;GRtx47_`.02Ul??<`;4SfT`Oenu:)@Xvn8`5Gt.kyeD`vls7LsYNJ`a2B3aye7Gvm`OyH{0v`1<mUlthTso64Eqf,m2(hf}`5ckE_45GwlXe^jZ<J.xS,InQ63mX0Wn]5btren}6PYCwvV2sfHQanW>9qg<YFzbGWfaD}bp1oF>rWH0cT`UEv3qJuFAz2_vTbV8>-WElYSuNh.4TUEmzPw]6aDyH^,*ZwF:i6EL04G=Mdf@<.3{H]_:cuw48n`mFeghf;1V2tFC[vz5f9IL+VWXg>77yWY=xcIXkJG-Nxx_M7UQJ|}rsd)=>i2AlF_[9XmpygaH3t/qBOT0IZn}=gIl]0+)buqL64wzftSJXn00lgZkd1TBM=2ntLDF4|?LXwUW`|S.I|s6tP=v<eSp6;Oqz[OVur[>o>L6QdjBC:Q+Q9Caw]=Mi7HUD9/d|Yh+,pzOu^av2F8{]yWOBHnh35S<L7Ke{`kos@]D)Ae,D-d.N<0,u?C.rFmD`8PAIYZcGwt*Qo?Ld0/mV`=A_*n>4djROvDlyNfFast;DJhx.LBE>9xi+X8)TE;QWlLdrRi}VovX0}s90:Rl{s,qq:|YO.^9fe-U`DIH^)C62?{i-wVMEypVBsDZciU2l-Cc:R@9sM,H^ep@h8_Jnu.<QZ^>-JNo6sM8;TH,(PExn6Rz*hFH0mjKD;*udP[}L*cm-mmAWBn]+h|AnwSmi4zM27RjMI+i]CVy3OJ@.=5hTaSI{/s_I8Mt3a.qm0qk6DF;QPTTc^733y09g[l`DnIv=^Q0Kt;L-xaanP=TY-Cd(EZG*>2<P)>@3@W?yBj)FG0*HMlsrXb`ThNMYVOYB*aypUN{6iET{lg9P3-DN3qpFY(KR}bSyP453@4y_N.-P80e5@Ab0>nOvMq.}/oVwYV26E{p{V@jH-Maf]]rC@I@DgPKc4Io,Lw.||)]H:|K;]@C)ds{kbljV-SX4Xyn/=wq]noMxMnsYX<=v^[md4u1q]OK`HjVKF8`]vf=+k{w8=VkC;YZZlSR-P2ZbSKLs]0Y|g]VrYeInj4EJiXG?Irq-kB4cS)T2s8/+lHU8F|WVb3Mm^AqL06U;pS`rE<[v-ZMZAk5;7F6gQ;Qf7|;tcw77LvP34KcK2iV7wB@=oKe})]nwiK9uFymFKSh=s;nI=*itTW,io);nR.j2BQ,l7RK3Qb403N|Z4S2aTOXr[aEoEA?8xpK>v,6.;=]LQAyhiNM<7`mH;G1/=hQ;}8fia],@JUF:<7KBdHLs,Ti+5dz+lC|*]y9_J6ZAUoQZ<T3Z6Qlpj)]AF0Wv1KLM(<E9OtVOkwXdN+?EDO9f7Gld;`jN8H@jpZh,t]be@-ewvD[+Po,2rh?gPAVW?Za7C1HpvwL|UUSxcxxNO@X4l;pT3lJ|+96Q,2V<+:(aNa{torLs{MYA5Bppkr5km;@(woPj=a_gE2;BXTGN8Fx5Oq([by8/yH6,1F0k)VlHljg,H_f+e.R2_F5AapO7SqW}]Lp5tCmBg.)CLGC:AXZqB4IsTqiyjPkpg[)pzQB3m`/ZkJ<_1DFrS,FyD|ecP]Zk85ECI.-2@-F`+IS^^i]2+8s0g4w@tkn|jw0S<wbsuZlE8=o5Pk*V5H.F2snLvaop;W)EwxyR?th0YvkhG{STGtBn=p]-mUzK7k+/3NQ*EJc[aDn,Vi|[Yw[XyE7XyBYx_MUblqSRy0TpIQGP^oLm?RTaHNAJ-Z>=]az@psr[=wrJz;6Kq?@)b6*IX)noy(.|C/{MTGQHAkqqm91/,fh?DbS=p/RuzK5heYp-L]mziy3944+/*C{,s-q4V<IGQYjQk]`fuafs@95k3Vmtgy/8n[zSyZp3IedTJ835G-9HVd0>6y8}>UCrkq7l4Y.<EbTJo.`HXKLfr?QVuDmpVj}d8MqjiuBkWE*AjCw}Gv}QFdqo)ti>1>.ea@TL(Bq3=BIbJBTDg,<H<{v4K-Kp3EEr[E(CGIN^sC].v^f7K*G^h-M5}Pe??=?;*abS>/S1N2h3u<H/Gj>ij_D@A)-,N.6N)oBKUdmd^9hVu}Z[?+6WN1hB;hCguuMiEo9CQ-@:M}}gIYEYKJ^,O|o?Lc>PUQOYTRHXTzLHz8u^UaJ)SF+l_pcq.Yil,TzXs`gkf;++UY|>o8cY;NPiL:tFSLv,b}=+2bRRA}JKyFfV78OK*Td2pb(:X`@Ghy*1k>A_5lt{nyg]frAfqVU.kMyBH5[J2E>}L>.NMZm=X:?{o}a,G]O>ScBDDM{9)X/d+_vvC-zzRu.,.|B>un`2H5*tS+?LP*Cb5O:Xmsx:W-6Xyt5z,evXv>v`<kW_xXQ>N0G+XXM[9OAzY-azkik93cFk85Qy7AiqO7vdUb;KPQ.kD)P]SX6xpt4?{;]shQ5CqKgkPU*g1g7ZrSc|x<meryeb<6i>Um<8gYV[5WdptPU,l|g2ZXip=)Y?Qn*(4au@HJnv.Z8ip+sFjD2,9qmfl^kl/.XQ,C(z]7NFg_O@9A^obBAhC;IK^Te5i8b8,c+m`B3j6vRuWY_[xz-V6))j7I)VoDaHsnW|-^eH{H6*@WWS@)h4U;{zYX*G|seDG*|gyh21K2K9}tv9WLe-cQdFZB<pc8ywc2-@ExP]AUcfBI{-zBu[O]BJKzPYF*.h2|mfG=:zyU`J^=+5Ozp+*)2VBt:_3o,8H:Y]8OQ/v.e2YgM@YvsNZB2V*5c=QxCa|.K+m{GPCWiSLr)g1GDAR(PBgiQojwxYD]GWU23P7<Pxp]mommCv`)_IH+78E^W6nIsvxbxWHL{GDoF00PuF0FF5PC=YKUkrW1B:gqt(*zO[ce?e]5?oImg2}PIC8UG:2c2VujytL/:*cg0u6QMWZqh>wJYW({qGT*y?10ds,c8S=LlhGT9aFml`ER)Q}ZG6`}iJrVOH*g@PUCHFd-t)=.@4W1mpINfUtFtbbDOP7|XENr*hvM:G>0Ch9IX8|knD<2qS8m+]{O1uAprO8^)-E+reeB]J)LQL.t>i54h4m4yNWtuHVE)l)QG+y)tVG9_)Y-pgj?IyRSIg8ocg0cU^FkpRsylg_0,k(V(:[01_CDEL8Nf[Y}b<|@:J^}?Tqmjcgy8DKjV`^{4G(trYww[)nVQ7ll61p5>47Hw6}B_q28,,Pe9EeIviFEjiE_sx+OEhVz7[o6<-LV]/w^nnOW]_rbdWmoKiE0BMkrwX=za|ZkVDI7Tg5fh(lYWfN?K<S@09v?x^A,_1Y=vei[K>9um/pPq,y(8hqjgHQ=@<43082IdK@|GWC8EZbvGA:vY_`s{/Zt:Jb^2U4Uw[[dH6B>=mk)i;sgjxb-TS,t79Jw[AC9+:plF`AYWYA@nsaEq6c^x1?9LU}^1[[yOcn^E:r_.nPO?.-e>QxPt]tb0<=`LDdd`:W/+>;S/?E4;[d8(.1MF1cEQ56Jzh<s9>)nB_*>?7z|cKaI,X.iIn?A=d5sCbIoT7.]+-|x,.`Qk:EV-3`b91d.8YJgi5A7;w@D*O:v?qJ=0iNS^>/DdZb/a-TBEq}@{<[(ePRi*V@wFsx6jhEHRNcZ`kGZ[)fSLL>hYTTWn>1yVRIRC=o*Wp}.q}e2c41?brZ}M{Kk<paNfaTJ?*]Y-Htf59dDj]YaXimgi24itwf]oDolbBV8r5b5uSC1I>j|?nt8t2v1V;nF^@7X-KlxE-CS(s*5j<-^@9H_N-xOc,9=KK;}K;)6hp]lS=;RgR|KRAN_R}S@ir|o)p7a]ikh8`6p@J5m<>uts-[:2Pn0t{>d-V=x6.LWEnR5u5VKwgNSPWL1N{.aioA]NreI[6DMdCK4ho37g{F=P?ywh3)mhF@NkM>jObM9tgfEAv1uBR+MI`/?04kip3]X<pipZ]n(U=^z7iuqRz>ZK4PhhPi*TI=9Uc:HFc;md{7B07fniRYJ.dKHJu9d<`ZzcFXd,KB)IOeOo@`Cj|1G]Jo644v)X<R/2_`tLUPwcbcj5I(;1@ou2M4teHx42S8:LWCsycVPF</oo7T}MKr^zTTIAZ*9g_D]{hl5dVPolP6HuUgl0Kc(p4RhJn8Nckn?Jq3asEzT}^6}TQ(x0.bg*oqJl?lWYvmjyX5dAWs;Y-N(fZ<uC}:0=nd.?Jw:Q{9A3@sL.OOAiroG;U2g>ND{,z4],2s).sYs6[a8.-0+m`BM`o5i^*{.lC8IzrCCPc);|TuQ?:xuphq7o5Vuqda6nRlILw@2NDZqubs@32AuVH*MVM.GZ9Dlx|DVL)7W6]{]s0Dj)AaZ1f@`Z4YKe<o90/gR]C@@@nVJczhp1@wBXDbpx]uTxnd*vsy5*6wuPvm?/XMW7rZm`8.lSbz=)}L={;mDs@oIVZz:I,;Q;yYivs>qHto0Sa^]:12HQN6^kjO|F}m.e4tZqliQnq1A?3Y7k]AZ_JFRy?ZI_96IqmNGv<;I>LxsNCGaCs(/tbjHvid}wkrAYlL}uyk2=oce0h2cyd4r9eQRHO<A@+3P[`s8Qj9qwO]iH_D+ISwHx*W`?bXHCix6ZOnr]@sR.@sfBy`0HFfo)s)ax8:pcEz[6F*JX98C<(xRhA|tRU.3[hKOAN;q`x.af.-:jBI_lNl`o{SwsYU@48|+G](l)feW8^GEK}eFwg_>5p]eiJ[k*9Hk1w51ncr-]qCX9>h[li*@73=lyCk}BKs.Akkqg?0rVbhFl1{tm^>5tkRHMLNH5tjS*tr>nFQNn}V9<FUhp1z,-+Bx<t)ZJnk3I0J+b^`xpVEWjsEB/jMo<CJB0r5k|:qTIGN0Zi|e][Hj(V4wF0@U[O7..h@(etNH?|T>hi0P1J8)?4ej(a)1n(gKQLSO(e>d?`Dn98xDLk8(bB-R4^v|P==mIRomzC(4Z.l(}.uzP5l8jatScs;}3q{aILf9xTzjx([,s0w=tC,pi+@uEV-BBpE-4gb?7-`_:nNyCXazdz{r@3+ZqNArnBtjjy?nYoY2,<>xi4v[2svW}C[T+R3/4+,N_.>H.S`Mh|mLUs;@9w6}[S7I<vMQ(y6fml[spx4y)1h+]1Jl543tW2O=`.41r)9=J*qacm@+O;Sw>A8QVkiu^0;TbN=k.Yt8MTO]4j;Pz3]iqlri07N>82I2MB,axY/(,hY9LD[,O|ogW+r)2tGgvKp3Cb*Jca8^4yg_DjAAV:T>_{(fsO-o8<5cXX`S;Z-oMjFw+^:J[zENg7-7r:KjCLB09m8:,*B0TLC9g6gd)o^PPVfJHlFHzE9*@FN7{ELHY(Skw;ADD]*`C2JQc_Q9pS8@[<WUGiqT@qgp8}GP?C5e^w+rgV0Xa][=quchc6Zl:,r?tee-,a6L,UtThRWmswAbk>kNlUVGkmF0u+9t9n]swfsK8Wksz:p;assvJGX((miJS|w-w6}EDQcOT@timxQ`hyTjJRLCeAt<_8}bmaz(0ERC4x9v3}0CvIYmg|q:aE;hH9N)?hn3EBDSQOyAZ(vAAst;S{.G3YZ6]EiIY:MeCf_d+64n5,{ZVKpf0`.vAV-7SvPW76OdnQz5KmArPGHGd09br-+tI[?(2Lw:xz4J2q}4P?C-]7tc>cQkshMB4]mtS{6kn-FD0eiNK:PU>>-MqgaqUu3^SpH2v[+rq{Zjd7@ywNrxmAWf5DblaFLH)Ow8>DLNKe]]XA9JY.];dFj?WhmWsSK_AGAW0ZjOd^C1/Gg|CI7l<zfc+tcr@3BFdC/cA`P?48s/TPHMx=@ccA=Jb?o68wWC)Bfc7MxnXL@;:v[l_4fOnWLqF2lAb?J?M+)bOV14ue=jQ8M>(:N;+bKpd`9^)gCA)4)vih;Qgs;Z4_@LMBL)eS8M=.jJ{3dD{|neJRm[TRVXH`+no=f<0]23v:uHmZmy@BYmJYE801A<bK=NP?yHy-T5Y1b[?MAbQ{r8_BlKp`Y5K,TFB}EM,b}uj?Et;,=)6OaEMWQTs@Fg:2`8A)?h(f8mD4r:Ir4r|i5(OG[qwqFYX3;C.OpfJekSn5WG1pJ)YDcbn^p.vJX,:6oER`^1s6zvFf|;BcE@JPRHT5tLTKTA5aH)PUqGls(`=1.BBJi|0OnN|rl5n6dhJ^uhQi]Muf*;jO4`sjNcInomR;h7OK:yDj*DvJQ1pBh8V?adS6(7GdUv4}0KXdEn-yCZAKnF=m-u^nL)hCPsC/;<ItPTTZCzv.1agmIxhw_(5HHrYrF`2FgiCQX3W]FJin]c-3{Hu<C|C8=4V<BBZu*4*j.mQogX.*8BJH]:pNq@WNB+80>4f-4I*S>V6^>(O6bVa}Sg{e)OYzS,W<Zux[H6wP(;maUV}5|[tIjYspg1ar2dn*EgTP22br)}s2p{<y[|]=pYoNUjAE^fr)iCNS3j-nVmB8stpO/PI3tgk:t}qv5<+[H[{=kZ/]x]rIa5ocJ`9iI*-z,v+P6x4vO][2(,{4bHY-o1,UOq(5;?6,/<UJ>N`hBde(TsAslT?+yg?WJT;j4?Yz@g748sGgt3qc^OfwGZH1+(^sFVJsg5-8wO`m.fBQaAwwx{t-fAN:M-_pNPNoYl.yslXRx-,l`2kRvNIMEoHyE04RFz>;jSrJvl`r56HooL*;}s=(XSTV4X0`on><3`<W.7@/;3DmQeAGNl)_`Lm1Yh=[*zV6Ps;6lQDCb6rVzJB1K_E;TY>A@T`5E`N:;m5B-9=lfpq+J-`PfZ9z6]B]0+T6ITVT3:Z71oEs]pbex.Asi*AgeIlm5>d8Sx/[wLCbS4cVQ:hg61omK?_inm5Ib<j=|uHT@,x=tGN04AKGSR_X99UR,8jR]]ZRzLoMqz<6k(vxgQcAp[P9CtMbt)|9wt^vKBY{vs-9Oa_(F`WJP)mA`Jre7NL;VSE8+@Fjms34=Bbv0w,t;v@vrC,`@Wg;>s14NZ3Tws;c|YgD|.0?74{3)<X+2sGhnZJ=uc(C[_|3FP[t<}Pf.g4=T0WQ5KQd4)@of7usLJT;/>qM*DW9i>TE?GFpb-CaK7Q=Koyp3To5uPf?U5RTabH;DWr++pZ{lbVNzp;F=TWi.c*72<N>B:KbmaymGT=WylLY`bcM0=V<ku<LS_}kQWHw,im>BPUdX@LM@E}r]hPT0SxNw7u*eR66.)2pEN4MdK3I;o0YDoj0*YJc1SSq@A1VHk_f>-n5sF4JEf(Tf)YN{*v^h{EtyGd=9cMp}/Z}c3;tk=<[)<]fSu{PmXHjKIlX^{.QrOAhvfRd(->DYKJT5:D<ARp4Ha1PX[J*;5OEO_OUjA;cc+,-sUIhp^d[@4y)VsoEe/Pd3cvkKUhb)(_mfbEFvNF1XW[jig7DNVgAxp4<RQN=w/}Q1o)(gAkd_GB7+ilAUK@h>2[w8hmP=/Rccj)de;f)k(n60qX<yZdYdef8pe<sY5Flw[5?x(SR8,Z_>SrcduX4}raMOErgI3M+:pUw-sef7ty_.3eam*2Aje(gKX_p2ht-,e1wT;MCgpr)nu,d75;)}|GOeUE2)`-T?GsT76A?BsS|S|S|[;IeTq_u*b>IGSC1>}ifuj.>t+8CFSal9L>@x_^9`nK(<=O[lTi*HacdhoT/[O}j/EqX=xkSEmKnrRHpk3:tW[Tb=SSM`F;AjT=)kJ4hvyRVR-TEm>xHK2xO_/-i*GDF`4Tlu_Zw;HMZu9^uV:`=0Bn3T9]?J[QuhR=`OeUlW}=(D-=--kou;HTXzQXz1ets?fkXpv;6dc.1-)Ht_p.`<`VJ;EYJ[m_mjUPG|XcIQK*]/fEVW0px`;Q)vd.^gjGw45T3g-I1(7BS]7EVkpJ/A1}@>);CM`I2.EF.55pf?QrrsG8bAE/=DX:<|.U0MfarZubz}.g_GA]f@W<Di7_xMP=Nfxl[4gq[Ca.k7xodtlNWyyZIJFUyRcRQ)R5|B:;kMYZ]`V7N:jb[q9T.nEnF1-x9d:TRo0IwP<PVfx,|Ej13a8R;kQUNN>Ni3:uG42:Tw<ombw?fJwWteWW[?G4T?qg_I,iYZvFL|Siz/O,ySm?EccP0Bn1sAeELQH;fVv80{]gr1otny=mXU*7qejeKb2CaWsDAAq:,{G_HMVzr-RH-1JHD0AC*RtOQOQC_3i>ytlWnL0<C,ll_AMB4F,><DC;:x1N(?+-onfN0Cq@w*Ri:V.*]}:KTSGEOTD:7y`4?EyqJu8>W-y<TdOS|TJ/0zyYjmb^vL8:pYR*w`mz}>9{Abbz;TvAu3z]7NR`lV?y=/2;_}AGZ3.tW_3YcoO9(Y/FnV5pZ3WqWqW^)zO}59PyVu<QkP@/,74Hm]-*-d5MPZKPAEXMsiZC.*i,vvuc5LhKGW(Qy3owQaLsbyJa)RvY,B|R<R<_9(V@|p6<wxt2e>;:bf8e,qC]I>kHS_`pzJaK_i3ty289M>*wC,Hfe8lJdpV@y-;9]^yNTZACqNEQUMd[Y1nRalhI.=z(^QJ19Nr{smbj2N*cZ]vuIHB3.Zhd;=^R-ctR2kvnL-XOid1OV-Ni_cuK{}]asGk0.;EsZa4oNjwwAETT3U`eFbj/{}YQKeUOuo}wPP(O_g]7,i_Q]Qywm0YV11WJ:0YIoI.IdS`e66E1G9C-Ci6>Y?ZfzsV^ztMM`voa>PH)-DJ[erjN)b;7sy2q)[Fjl4Z8tia3WFu3^Y?=5^,B1ptEu]]mI}AZMF9G8o{n|Rv@dd`1rDM[hv=>610.aWs.ZQxVzo>d18fP,aYk:ay6.-wl`({pl+Z[Hgg_54J(aG>1OVaz]3IF6yg):xowBOiK@Y39<CcqerG:J33OiEe:56<m0lCy69gg;X_`a,H9(]`VrWLsxnsWh`8_Kaw8|XO9OFyjQ-di,h:RgCtORckU:Ir-^K>uWNnxQ5y)ge=dUgO6DhBLrMWH=[;zBD_WPPE+Ld+1=5YBcAy[>P=dV=pD?_Y:jp1r0x*o,maU3OI/lX`+.ZWia|2,y-7iGMd{*doS8gR87TJ_gbJh<4Td-IQo@?28S,;[69y/[7(0c?6P^)wepEp`,qi:I.Zkad:)mQ0w;jM8kSKrZ=P*Bit8oFCIqb-LE;OPOu82Mw5zUq8R;/UxbJW{:IIHdnp]s;`4@eWdIClVEtLD0-jS@<^olrW=hx8LK>tIZbwUh}`vwu@1a=lR?1=2S,rI^{NG}H<I}6hGYG.JSY^ajVrL(-9Xnj0dM1WK^`<5udih(7)dGoHdUb7vi4FIokU`}:;t36-/Hs*,[8M*pEZ7bbhVD;{(@kXt60k__f7{kW2;Y:+s^RF;*.XFed*;3l2F?irY8k+I;aoEm}q?TYxUR6IXe|_(iXk465ijOcXb|K>6P^W[*59i?g8dSPR:Zti=olJisJ)+mO^m3yF-e)[(Ns@E=z=og-*):Lx]t].QKbW>pjKHi6LVltT*cnbe7+SlkwxVkC:J-y,+}iFtH69HC.4XQ*hvdU83^whYxM<u/)4El`MR`*a.]_kFnV=n0x6tgPo}Vkri,,i`tdH/1[U_xu.UE13[*)*FJI9<oFM,{YJ[5DT;Fz;z:LKm(;X_T[1,z>=E2)Hdus)*th{y_8MS[knt710>^VlP_t,WzSVC;lbe+91hkjv}rv;+7Te{S,S(fKRGDOabcK@VwfmK2C/9<;P<u}O+hN:RM1^@__[-=C4D;<?da8XzSz=zS9*(}<]gW*w)W4aD@4dwU(>=Sblb]ZIj]ab/_M0FK-isBtnY81tR*q4hAB2JKyW64_p6lwqL<eV,1jlw8DVH|vb/)q0)|WB|i2[1?O>;Z*(f>0]bJ`5J3Jihu48uoOdDspGMz4lHb0=pnKbWew2qMH/`9E.iN)(6-BVI[JUetb@6@CnpC7wJ:4XuRPe>ORzXs3nx>{sk.Q(0dk/p]+JkepaX}PB[a8p3ISV3`r6().ju:yg|Jc`P*LlfY?(}xuvn3q2Udd+^;Y1iT3Ja=)|Wv.)f(Vz1t2{n(0o.W<SVcqc/hR{J0DK=V>cNk5i{Gr+pc0:UO{B]ufZ<IcHteuVHKxMn6mDnKD5r5cect.gx[<<^`0+enI27Azux;gG?)_4r}5B`F+FiLbdmSN^AqIe2@=07@Ah{AuJD)4es,c8W9]V^z{R>=RIGEEACimh]LW<Vke*XU7{Zb}nFdbC,Z{;GuZXbNN5g5X82c.1BRti4Rpf/LzY)HX[nw}-nH}q|Onwlq;s8Z{uP+Rg1ZKjDppT)sN;Ls@N;29r,H^lbv,UQmP(g:olMQIHf+=pFJpS.hd^PM:)9eu*j[xW4d/(9LJC9ZrvMPKw3dPpH{)DVrwW:lSE(+TxTv54gh83,{lwz:niv=?_-Ejg/ockUoVj}kI]68Na`S[p;Lu>]jvn-1]r9zM>L9I>FH)_s9;1z4@vc*gfV.ow/1AE^uUw8WHgano}9GB/dr7}B.)Y8PuwEgItERLGGFx^tzeh|rWnCrfYvJ1jyW;sl?4`HndUW;AFcf,]GCRRc([;(0Z^L4/c;yQ<+s@g4lh|VKq]X/cyCH[BfV2UY+n93i`uERTeIGvnBks<SP]eRV<JeCo:sdXL`3.v<+B?PO5:3Bh}MJrYCbe6-uWMH,_tpeYB_MC:CJRP3PM4NL4@W8ZTd5=`e[k[llbPP,i]aWm;l6y>1W@{tcM,??ee;?UCPuoLC:Y+(.otHun^*7P?ECB<Te>Ht3T1(be.I,HK]7l6_Sc_P5NpnzA(o`AG/)B?2bh4UgVOvn4Wxo]-jQDYcX0EMwslmImR2?(6loc7[H4+{>,G;cD>Zyrow5Z{86q/,<SF^HWhobUAW>(d@cVH19o{XJ-MdN}syOFhj=6:Tf2coPRJIU}eN-rv6(+(Fcv.v=Z;gC/CvU,+=jbzj@>sU@0m4V`D;kBAJhNZy}n[q`t_4dbi[}SU7G7)F8O1K0ItMiwUI<=9MhZx{*Ap9rJ4f;}}_}?Z7(hBpR(tfguULF8lV7lQeO_Ihwi]=|U2.xi3a{hn0b5:@NV@ly}J*/9p`93a9A7m=-^itPw169o*ZFpKP3L}zH>w,U21OtLMNxE6-n?m,ztw]OEN.(3n+:M-sZhd8R:B,b3IkM^h>|/I]aSB?9JwU_(G`r>Zq,9vGA::WP.W/^o0Ki:Q>`V^{.na5E)ZJtEMw{V|E60r5Ot}7wo(ky5g(W4tdv}[8,hs_bXow<A]jgJ.EWd1Ya9E|n(VGA[r|=>E>C{ul==:aGc`l`(UVt;M6/BL4o-YlAw?.D]2VJuN_=V-_9(Se>]O`ai2FH59=I{qSDVIU=*H.}OY}B<1(A8g9XZlLz*{1gY5_87OM](N>eOH|5D]SpM_t:a1G@qXqF[ezfu`k)n:C.__vk`ur`296cQj1vN2YKPhn=U={X[7dMTZAs)`c/sGZ<s2fL*M)MuGB}2TZH86m^=Kb:joiPZ<>e3hv)+j.41}8tE/T5O5a59gkq-2lz1HSFSBPb__-1ig_|y)mtUa`VNoTvxp/J<HdvnlWOwlej3U]u:VWOp(5:+ieO++STJP{m?k7Wi08_AzWpW*5yL]odVXSf)lCTdJWz43Z?)3x>DlquVZ9c{C9s-,3RoF;_z.pf`]LtTAQ6XYYN+Rptr<A9DiFTs8g.-ioEzx}Or}aPC(GOf*_sOEX-p}cuzt0RvY]UU@br;5Vgl)D8=Lfl24Y:oIPu>`fZ?aF_Mgk:U,:]YbkAs:?a;np9ro5MbcK4ey(xtg9NdR`|X2SyZFpxkt>)eTsSCP[/63TR@+mOL6f/|{1M9@abLP)=rPT]UN3<qHOz^^eakov?}8I<VrkM_yoThoZHqS7SsTE]h?[gx{mIHX[Tbg4|?Pxlx3NGQ;oLz)ug;Z2>tl}3`ZGkEX64.[L-[GyUT/{45bZ`RSWrIe<dyB;cDsH=>c,|zD>y76T:2<Z4|wMSafyaSUyGdOiUGnG0X*dB5puXX`4jHs@+xR4BWK^Yi,{*QsqLWLVo`*`WIaQoIFooEf9+6MLuyfwCjQj|ToPUPw@q4ut`2:6l_uSGzaTES_>aQWe7uTaM>hlRU5<Kn>qofjL{JUac09^ccguv_lI{31sc:C6zLlx:P_;3CXrm}t]YxAQuTupc8,zUN6]/@[)?rO)o,[19o(UIXs>lU?RGpppA1r8=-w;jh9SLPH*IX0Vf6fjmJ=+b_qv:;j.e]PfNYF.mJUO1t^3ULE/)Uz99LD]rq-gv;mspPM-cR>Cm+u=4.m4Pq-}orex|kNIK[l3ss:pKp331uh+E7BFmT==*yIkXI|+EPe5sO4h<X3jH0(pSa)LB=T.aFd,u*Ch:-[S+-dcek<XxEarBZ.(Jp-z_g7?TY(w1Hrd5N:B}2exhi3A/6V0Wy{wPrkUOlu;emrFp7d>6y>sKaj.{qg,dtGymL?]7LTgHYLA{aD^|f;W{=coWjtjJHQLu|]AZ4ZXU.>=V>g,DdnNHU3-Uou1Q,EV|{3Asohs[0y?|mqN`24zlxh>HO4jw(PyMsHzc1ZS|Zp.XDzGD`TF<=hM9|g]x)7TQ*[K|+3HT=wxw[zlO7E7*@f@qIQv|t<u4{vOFBZTlpk3}Hr?`/tMp;nBel|En7)z+0sX4PPCPXxeKwUYnS75ldgFq*R+j1^p?>6E@_,s/nD7z[Ri<Q@Qdli`zd^0UCrfGe10rd2S{D9-mWQMeUX9Jq5>-+:xLp,{GLimk9xM;wbacj)k9pA[><pm6oGOU;+N';

/** The longest URI, in bytes. */
const MAX_LENGTH = 8192;
/** From this size on a text is not linted, in bytes. */
const MAX_TEXT = 64 * 1024 * 1024;
/** A text beyond this gets a memory of its own, which goes away with it. */
const MAX_SHARED = 1024 * 1024;
const MAX_SCHEMES = 16;
const MAX_SCHEME = 255;
/** The most parameters that build() looks at; no command has as many. */
const MAX_PARAMETERS = 32;
const DEFAULT_SCHEME = 'cloudsip';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What the text of pack.py holds: after the number of bytes too many at the end, five digits of base
 * 85 for each four bytes, deflated. */
async function inflate(text) {
  const view = new DataView(new ArrayBuffer(((text.length - 1) / 5) * 4));
  const digit = (at) => text.charCodeAt(at) - (text.charCodeAt(at) > 92 ? 41 : 40);
  for (let at = 1; at < text.length; at += 5) {
    let number = 0;
    for (let i = 0; i < 5; i++) number = 85 * number + digit(at + i);
    view.setUint32(((at - 1) / 5) * 4, number);
  }
  const bytes = new Uint8Array(view.buffer, 0, view.byteLength - digit(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const pieces = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces).arrayBuffer();
    pieces.push(value);
  }
}

const module = await WebAssembly.compile(await inflate(wasm));

/** A URI that is refused; `code` is that of the refusal. */
class CommandUriError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'CommandUriError';
    this.code = code;
  }
}

/** The bytes of a text. A surrogate without its other half becomes three bytes that are no UTF-8,
 * and is refused as such, instead of turning into another character. */
function encode(text) {
  if (text instanceof Uint8Array) return text;
  if (typeof text !== 'string') throw new TypeError('a string or Uint8Array is expected');
  if (!/\p{Surrogate}/u.test(text)) return encoder.encode(text);
  const pieces = text.split(/(\p{Surrogate})/u).map((piece) => {
    const unit = piece.charCodeAt(0);
    return /^\p{Surrogate}$/u.test(piece)
      ? [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]
      : encoder.encode(piece);
  });
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** One WebAssembly instance with its memory. */
class Engine {
  constructor() {
    this.emitted = () => {};
    this.exports = new WebAssembly.Instance(module, {
      cmduri: {
        emit: (at, length) => this.emitted(new Uint8Array(this.exports.memory.buffer, at, length)),
      },
    }).exports;
  }

  /** Puts byte arrays, one after the other, where the library reads its input. */
  put(...parts) {
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    let at = this.exports.reserve(size) >>> 0;
    if (at === 0) throw new RangeError('the text is too large');
    const memory = new Uint8Array(this.exports.memory.buffer);
    for (const part of parts) {
      memory.set(part, at);
      at += part.length;
    }
  }

  /** Texts with their lengths before them. */
  putTexts(texts) {
    this.put(
      ...texts.flatMap((text) => {
        const bytes = encode(text);
        const length = new Uint8Array(4);
        new DataView(length.buffer).setUint32(0, bytes.length, true);
        return [length, bytes];
      }),
    );
  }

  /** Which schemes carry commands; undefined for the default one alone. */
  useSchemes(schemes = []) {
    const names = [...schemes];
    if (names.length > MAX_SCHEMES) throw new RangeError(`more than ${MAX_SCHEMES} schemes`);
    let at = this.exports.schemes();
    const memory = new Uint8Array(this.exports.memory.buffer);
    for (const name of names) {
      if (typeof name !== 'string' || name.length > MAX_SCHEME || !/^[a-z][a-z0-9+.-]*$/i.test(name))
        throw new CommandUriError('unknown-scheme', `'${name}' is not a scheme that can carry commands`);
      memory.set(encoder.encode(`${name}\0`), at);
      at += name.length + 1;
    }
    if (!this.exports.useSchemes(names.length))
      throw new CommandUriError('unknown-scheme', 'app and cscommand cannot carry commands of others');
  }

  /** Calls an export; the objects that it emits. */
  collect(name, ...values) {
    const objects = [];
    this.emitted = (bytes) => objects.push(JSON.parse(decoder.decode(bytes)));
    try {
      this.exports[name](...values);
    } finally {
      this.emitted = () => {};
    }
    return objects;
  }
}

const shared = new Engine();

/** Text or bytes, cut to what suffices to know that they are too long. */
function bounded(text) {
  const bytes = encode(typeof text === 'string' ? text.slice(0, MAX_LENGTH + 1) : text);
  return bytes.subarray(0, MAX_LENGTH + 1);
}

function parse(uri, { schemes } = {}) {
  const bytes = bounded(uri);
  shared.useSchemes(schemes);
  shared.put(bytes);
  const [result, more] = shared.collect('parse', bytes.length);
  return { ...result, ...more };
}

function finish([result]) {
  if (!result.ok) throw new CommandUriError(result.error, result.message);
  return result.uri;
}

/** A scheme as the library takes it, or nothing. */
function schemeText(scheme) {
  if (scheme === undefined || scheme === null) return '\0';
  shared.useSchemes([scheme]);
  return `${scheme}\0`;
}

function build(command, params = {}, { scheme } = {}) {
  const texts = [schemeText(scheme), bounded(command)];
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined && value !== null);
  if (pairs.length > MAX_PARAMETERS)
    throw new CommandUriError('too-many-parameters', `more than ${MAX_PARAMETERS} parameters`);
  for (const [name, value] of pairs)
    texts.push(bounded(name), bounded(typeof value === 'boolean' ? String(value) : value));
  shared.putTexts(texts);
  return finish(shared.collect('build', pairs.length));
}

function buildCall(number, { scheme = DEFAULT_SCHEME, dialAction } = {}) {
  shared.putTexts([schemeText(scheme), bounded(number), bounded(dialAction ?? '')]);
  return finish(shared.collect('buildCall'));
}

function wrap(uri, { scheme = DEFAULT_SCHEME, schemes } = {}) {
  const result = parse(uri, { schemes: schemes ?? [scheme] });
  if (!result.ok) throw new CommandUriError(result.error, result.message);
  if (result.kind === 'call') throw new CommandUriError('inner-scheme', 'a call needs no wrapper');
  return build(result.command, result.params, { scheme });
}

function lint(text, { schemes } = {}) {
  const bytes = encode(text);
  if (bytes.length >= MAX_TEXT) throw new RangeError('the text is too large');
  const engine = bytes.length > MAX_SHARED ? new Engine() : shared;
  engine.useSchemes(schemes);
  engine.put(bytes);
  return engine
    .collect('lint', bytes.length)
    .map(({ start, length, ...finding }) => ({
      ...finding,
      uri: decoder.decode(bytes.subarray(start, start + length)),
    }));
}

/** A SARIF log that is written while files come in; `write` gets its text piece by piece. */
class SarifLog {
  #engine = new Engine();
  #results = 0;
  #unreadable = [];
  #write;

  constructor(write, { schemes } = {}) {
    this.#write = write;
    this.#engine.useSchemes(schemes);
    this.#run('sarifBegin');
  }

  /** Runs an export and passes on, as one piece, what it emits. */
  #run(name, ...values) {
    const stream = new TextDecoder('utf-8', { ignoreBOM: true });
    const pieces = [];
    this.#engine.emitted = (bytes) => pieces.push(stream.decode(bytes, { stream: true }));
    const result = this.#engine.exports[name](...values);
    this.#write(pieces.join(''));
    return result;
  }

  /** Lints a file, null for one that could not be read; whether there was something to find. */
  add(name, text) {
    const nameBytes = encode(name);
    const bytes = text === null ? null : encode(text);
    if (bytes === null || bytes.length >= MAX_TEXT) {
      this.#unreadable.push(nameBytes);
      return false;
    }
    this.#engine.put(nameBytes, bytes);
    const results = this.#run('sarifFile', nameBytes.length, bytes.length);
    const more = results > this.#results;
    this.#results = results;
    return more;
  }

  end() {
    this.#run('sarifFinishResults');
    for (const name of this.#unreadable) {
      this.#engine.put(name);
      this.#run('sarifUnreadable', name.length);
    }
    this.#run('sarifEnd');
  }
}

function sarif(files, options) {
  const pieces = [];
  const log = new SarifLog((piece) => pieces.push(piece), options);
  for (const { name, text } of files) log.add(name, text);
  log.end();
  return pieces.join('');
}

function commands() {
  return shared.collect('commands');
}

function dialActions() {
  return shared.collect('dialActions');
}

function resolveProductId(requested, applicationId, candidates) {
  let best = null;
  for (const candidate of candidates) {
    shared.putTexts([requested, candidate, applicationId]);
    const match = shared.exports.matchProduct();
    if (match === 2) return candidate;
    if (match === 1) best ??= candidate;
  }
  return best;
}

return {
  CommandUriError,
  MAX_LENGTH,
  SarifLog,
  build,
  buildCall,
  commands,
  dialActions,
  lint,
  parse,
  resolveProductId,
  sarif,
  wrap,
};
})();
