// SPDX-License-Identifier: Apache-2.0
// Made by cmduri/js/pack.py from cmduri/js/index.js; do not edit. A promise of what the module exports.
globalThis.cmduri = (async () => {
'use strict';
//
// Command URIs for browsers and Node. The reading, building and linting is that of libcmduri, in
// WebAssembly; here is only what carries texts in and objects out. Everything is bytes of UTF-8
// inside, so that offsets count bytes.

const wasm = '*Np^?4PG2WMO7BgMCYt<udpK?u>`JB.XU?*tZn-/LsX7_Ip?B<82CW:[A?Mk(H}B]v^tN-;=K:0:(Cqy?23jg@1nci-7P:J@a3Qcei7?Ezg9`zNB<C7Z7{=MsyrAI]meuPSx^3nsCY:TqI/V/Ib4=4xutoKufFEOKpnJVMxAW+{vPF*i/@M]DY2u*nvX1ABO3lpuB@QKF`nZ^zp:ky1uahZNuVGT>wa-,_2q(_/eah8zwX)fwJ{A;PU*7fgyOig-QXM==U[^7;6B3BgyZ+*USz{-fSM5vzQmxw<()2FMG5=UWr-U1M40gU@hC,a`Ail.9GhkcM?|n-m(j9XWGr@Lh*>^,r*2cBY[PIGv{:`hCR]/@HmT-_[*VpC,O|5_8MpBYS`ceyT:uwex/agtK0a?z{O)pX>p>94+ePc=ld/^@P1A>20YGF2fQ=eA_kkytY887RK1W6Th:<,O07sbkR/FitO+m-{=O@DEp[CpPmYKrto:Mh-{/XbA^LT>y[ib_bo9ufrkfQw2-EBOTmKI37S7f;1T@cArEjlr`hypAP:[xt|nrom5GZ:Q@XcsE+2x+0D,C*c?`iq0..nmV2khl9`:_OY4ajRC,|gVST}ZmvU(Gz1wqO(F<Ln=uQE4k@2yeqt?ZxnO}utQ.4dCMc}Ez60Bo<y]<WY{-i7FTzlCG;nFBMdoVd=mkH7[V[.v3-Nq0:6xJ[gtPLJjyz-rm6Yx5_Z/BLl)m*Zw3u{.Q^IzT3`R|H`o0R^Q0b]:O?>|WNFY1.j_g:W/</-ce?-.WwU9SrrEJfAht7>1XwPA]]iNj`xl^5MG7IV*:44h<bdMJU,4/_jf^^Aw<-8ZNZIlR^Dkl{IR[lnrg-Z,hokclCg/oQ30PEJa.wfBwGh.0S,3^=+3zl)E)Q7Abh]:5AvpA=Ropy-0ulpjZZA}hd4U=4o9:[<mJ*@*lVhKRnzo*16?u6VDfJLJG7bJ(<F=fKlqNiVZd*9)(H>88IJ(=gkDH_k2GVKU`O+:4l4y`6iVTX*}hcAeCj_kM=Jm_)/WwXsYnUx.5O9|j9_}y.ovV.QL-WZ*xyAk4Hyz0iZ?Zo_ps0f=}5)k4hHeL[_1,bFRu|AOANFh,po^AIB.mGz)[HSN_kpAA]h{q/PZOu.EVY^de,}1`b@JvE{Z|@-S^d.K(gFo:OW(Yk(c|f+pd(Z{7KL1ktOPU,wh,]mz.hes1FrZ5d-{LU<89g.u-l5X8JF)Xtfg06V4z}PbUDK0YIB/Ay`Ufp0@suxa8JMFrIw(>Ls=tPXcnbnKp8Wp8?TP?.bU6_t2?Ey>+EFQrsvUSI]g*q5<<]2K.9ycqVILSuUhB9_l;tdk?SQhgO.szD`YmganU?drQW5L;.0b|l3?=GBoOE{Jhtlb]SGwBKG(`0VZ4J>88zBOkY@bC}l^xrlt9`;S;zRDP^wAoAO_rXt/pHHt?[ELC*0?.zrB:;|ME6_e/t2k_p+^9i^+)@=]Awt:`l(CjUbbx3E=.}1W;DK}1}z+;^f<Y)CGvkXuHQpufbC_)s0(q/-7x5vYs@v_`9qDt<Bw?^c0@*LRX87GUmYDL)R|BU`90JT4;,7Bi{tFOo<7X?UbgwvHqqA6/-g-e*/>;E.Tj*50V;y1j?O_:LYXJM/A.w5tc{kO-|oukE0<pXwDFxKOMZcNjuU}xfm|ENa`Z+jiH8s,0*>}>pTDJeH7b{?i({}O+vcu3xb`C2R)@b`h^+2i<dgz1HE05HXc9ICeyvqN=MX5:QUb?s-8m?XRqD7v0w?<zFwMK^:qCzP8,URPK|m:cqr^LDpK1FDTY,y{VI_1)Noxn/U@zX/m/dx|m3]f3=hh:XIizl6Q`BCr(/f@NnW_FbW8ak410yc0H=[p)MeEiG^/.YnZiG/F>>Y:]anV{5GQ1+d+H(1e8W`fz2n5s;oRwoA;:jQ,BlSx2**<6yRWP,5Vy^sng;o:HZrU-VqC^q`Vk7IEnH@lIttJ=XA^t1N2]_^2)l(w6G}k{6:v_ZxxCZj?X5]a:odNi9EkA`t)H00dTxxtKDlGp7q6ns6Az/W@5qttP,]@f=F*(>TLKVm0(Vv.7MCY-YIe):eu-x:@a=EJOMrtUrT}>iB8ow*Rr=YiGz>LHiUf7C-WNDB{]^u*wlqZyL<4K|I8U-l7+BgI2ya>UjNh],DnIokI+.7)v`Ur2YciUvp1|,nvTDf6*tgKg)1zoc_zlU_y*;gdcasYuD<*m}-QBoUw>YX7;Qk)kJ?]Gb``G)}VIbm})0cd{eP{;7aNc<TkD]0VXRxc<c5nU/aB6bGn;R,y+6:5Y-Py/*:-[`fa54:XUaNOdU3+iwrAWO9XhV)R-Fw}^(_:Dr2G0FkVG.zpK`S.=54j<`u4dZ}8to<(7W(dSdA0g-`x6]Z=6t9VxvV9Hf3,DO=+bD}49w]}_Ep^*PD?{IoYp6>>kO.l@`ZJVo4Sks3H:Kd)tm4`I1DH?2ka7]TNyd+7w,z*ceofm]z:QqRQ1+`-L:q7*.SoB`6)GAMhFv09.?)`2;z9sT<=<rLXBR]=>TXVTvkH`b*u`nhcn1K}lrdj+{<SkE</GkP4*lv_k6rOXXO]b=[?j[I>;@Jn=[,9YK@{g[a80lvfR<VyLc:^}YBu|di;_uLk<fpr3:G,ofF?ypFABg+i<3m4[m(mXjR.1Pn5[>L?7}L]zP}PJ*e.g+SgRViD(fQDwv:f^Sh;q6?1TZD`)6Y_2PV[Qs5F^^a5V<>AF+>3>-gFLrORj-W0bI[4Fez4;91@;P3O|ZhN)OoaLR4V4_P}:BJO?DXh3SZu5*)RC7aNP?,weQESHJv/_I9PAzDg^@_q^_-[^wUG?vBGyx)L|hK,<jy}5[`(okQ|wFZTyjxT;vvr9.3H7Q[.[p{iSuH^lHopsXX-qsX@):Iy6S={,(]sy+}sSADk3,4,|.Y:4SNFJ}0<_>-Uts7{8gF_P1`oi*`zkdaN9Gf2uzBTPC>A6=2D{+`ns^E4UT3@(SJ2^q/7BW5j?oAF0.onLaCGn[5/S^wUZ294ceZd}Lk/Cx9MSFCivICIN@Un{vg/m4?phn(}J58yG,7`RdLw^l`j>:hiEe5E=P|3}v]Y=k>/)yRdG.}fF((O;7_3NWC*x0vfiYB};hebm3muXaU5mu)z.m*3Jb/F:=GU0JS*h<u,nTu32H+9nSqODSz[@RZT1cet46(-oh.|,m6gMyw]{/ago7y-[SmQnxCuC|[??`t0P9TDxhFp}/6O:zw|1Z8d:@u7=8@;Mt7dTf<6Ib|rPX/1q/^c5zeegoRi9n[cTvrO3q4+]lHM2zxZ*qw}O9Ij6)FGsoeoy=g{9zot7MBC6ZWNJX4iF]tSzQgb*tAnhB6>gUnCA-*7UOYdK`s/4RzVOI]JJ]qu>;FS+]<7K3V>Q5qFt=v;U8};5:om/ra6i{DA}o^P9MOa)le9|i=iBIwR(Mg^*gUl)n2RSiDH0WRGe7^FMuA5PtmQoJIO@)tZvd><Oj9g>x-ZE[<*A{y0Q=zg(x(S59V];`r+Yb]*r=sLsLxVVsamfFn6Cr@Bh+x3t0xfqtzXa>Ir_B5>TxZ|CLirJ0t;rXD.[uBlKIlcw>o0Jo=R3+CyQ>W6i8iu^We)EIE<+1n8M*kq1<aAg+.ZCwZl1k[t:i*(hqCb@);k{@,7J+,jvC;7YgoACNj`lt?HohoRei3(gWw[s-sC{ABzuzbs],*<NeOu;Qp;*3yCA>K4(i.)yc1u3uVLO;I9Gt4QendFR+wLc=`sZ?9ZtB6uFLHQIvU@n*3BU;xu>mj9)YP?L*rd_UW.l>|Dc[8(op>8FIf*>qB0z/L6wC+(;a|R>QS^+0MBx4KJU.JjW;u`q?yO,Uc/(76x<]f.-2demw(2e9z/s/;s7H6qDnq@lbu-Cref9JF`NR[Yhev.ncG(F/;/BP]ROYQ/;AF:Dc=7>w^x(OwMM=EMA4*c`p?Bc5YeSp{xZOlai>f)EVg4ptjJ,4ToK/BD((hC4H2t)NZNV`QGEb>fWv197GCvC`}FzH}^fIoz`:EqR?Uy0s/+)N6f[>rNgLEx@2b8=-uT|6H4HbW5lZpi_/|-J=RTWl2XA<Ayk*.P8vOb2HysF^F`c/k7oijk1wn?H77I.X+Lf2Co9Gx020iPOhNlepU>AHQkrP4H=W=BG.Tqx4B<I|)^K>r/X)Laz`h<P6CL8PCUgKp1ccKP^q`QMQWDSvrj:cwYdC|;LUd2kqefAv>rsmafvnMP8pcjlP7]On]@9kbV`@.45FB27Yi`<Q^ba-H1+mOcy]6_*.fj7FM;0u/sN:cNU7KKCj8bYvMt]:@@e?.b<}^iZ1,hViOxLnEddE/Xi5fg<{;r^bUwSi(9jc8fUXU?W[rQN2p{9P5BCK]nvvYM_WZWTJ=VOk68](KA^6s?/+S/LZu:ipYfDjO;OUjs[c1W:.9]K*yf]kSi[`gbkwwJ5GBW=g9=MCydABN*KG7nzzKkVVST`|*SJX4(Wk<2Cxl`sK4Kneofv^<PSD=|Dn.d1I.w=5204m?ET7Dwrc{9?jQc?KB_mLp3*+UxqCa|Tb@+lBYtsE=WQC2Yqevi2p;=TP.)6qr)64L2*<mVO-c_EGl,C`dEUfGUEAt|n{6TpdwD8{dD{xUQFXkCVIHP{C.)@QX.{6.q[*vjuvTpxF/hjnAfn]BuoHH=Qm{dAJ;MG=n2n`q9mGFR3h)_,`NxQ2RoE[:feSlYz)wMs=XZPMCdc*THl_O]D|jt+YalZ16(Y.d|)6o}n|-y_MO<tnu;.UzH>Gy_AWcg^E6u3X:*o1xPCByR`]nit7V5P?+i=a5SV]Mi:dLOGc|nZR)LIxc>)azL6F=EV84|SbgwQF.L.ZVVO0,=}:2sW*pZw^{Ew+u_E0vwINWN1G5:rL.S9_zr@?Tnn@.LAh7)tgOl+NIC6):2W?BngOn]r.75*[NJ^_,>BQK@G`-0KjeIy3WWg/6xh(1}),[]Kc{b)U,pOqwdGeR6rw`@=ruYX7H7`UH6Dynpv,xEnP.yPUw6VrZ[J:afqP@sCe8x+VU<3>gncb{ho-HSvG:o3,c/?esjmXF|aSpoDG|OYN*g2XNfH`jW1zpE{/Jo}Hw-Kwc*n36P1tRBk,/5gNJ+qrS<;MRNwG-,Yy{M?PO:]m`nTPsa*L@eFTZ*9<9Pd32MiT0_(k,S_>p-CicMY.Yv]z]+?E>J,hOsTU3DWH^Rz[ffR4+cVe()Ao[6V?IzmeQmp``QsUn_`A*YGsW<1EfdU7]_0xg(xRnt@F1=xkYE)X;y@QOudbWk?r.N;//)>Rp([_4)6Mz[MjxYvyn<vbr>@.Jf*9kQn^>0[KHiD.gs-D=d98yR2NM;9/*j:9;)Z/;MwCCHvYT>`cw+Zc=t8mmhIBcW9Q;Dn+e|g|eC}/xI_B3^5@b6/9Y?Ng.?[=(P5GqMv/u@;+m0@Qu[V-rh7q8}7ciKi_FgAVa)03,x2,/IRmmtxxPYWJMwnSnnIH_<g4F{34TLKkQ>EWu{dTx3M/^,X05xs/g*bS?mu(=(EP4LY`@gF-Kxs_lD_<BjYM7DkyhEHyar=j9+0*cIA<;cXZ?qA?dI5y)kWP_{3ZH]udt/=R7Siqp>iM.Yf,85A;D)0(r_tiG4Qy)CdW}]-Z90=5.(qa<S_+.ijTcgRW2Xi=kc@`Tpw;qW^[1b?diU<]>z>CMD|,?FOj7zJ(tL(K?gSqMN|4>f0fBW*pGoX]|BKR@g`RIRm47FgBRC/i0jUS391jQ6ly3(5+gOsG*Q`X]4DQQ>HeC^8G[uS)kZ;?|FI`kHv}_b?s7[7JRz_gd^RRQ;5?okxEkr(@):fzjHU1?G;)u5z.:h*aMQ8N,^aQt6{c:g;U4z2;d{J.8(`w:8{IuYY(SjlnCX<ZOe7YCS@MboiG@dXKV?xnu@,GX|`V)W:HfE.N@-69317=fYA,eM6RBw)e^c]4a1vqO3x;z3lL`|tD]8qBHTy<La;zCJAySBZc2yC)-R4*xF`ZT4q?]Gxd?^mM}H^8ZEZGAQFXsiOyX@Ra21-Iy<3JmN*|2MhpEJI@-4|Ggg6D{``ds;`|gT>-:Zu._[fF>agqh?cu0hLS/Ekt<V3KfyF=lAOLOR:D2XB<x=Je|UQ,x)voSTr.r9WO5NFN*gImuBoW{h6f[4FoTLo_?UwP]PfGP^du`An2c+dRdI,YuT6pUZB:+fUOaS5SqhOT`snAax;0Paurv>ml;80(,>RMHSS]pt[RvkPnXJgp92]Rz7JXf]Uc[=q2gKFAu?MI7Je2Mz]_-]E7HugwTUIa8C1DOYd2.Jd;ET)UFWIVfsD<^M}W:qsuadK?C{w,:BHai?VXIfTAN/LZ9EM-@v]M2T0w0Rnf?NlqGwIijRryD*^_)7p:SJE_J;d/ln]H:=lg;|1fSBV+D_b`mq<zvcCGsMv?5y/VZ(7tvRSjlGvtK3-uCnXa,}o<EAN9iv*bHl1lvG*+*]*^myZ:e[BVl|cGD80642JNTZ^7.RBqbOk@e>p_3-_I`)n-Ey(B6]ju9/TMmh):w7@TN6P(20,aa.AxjUsyrhRPmPI}R}qNbE>mhEOU)=d/Ym_9gL5*WG<iBW.wDOmo/WqibO?=7[ZBh8{(Yb-{2YHD0c|m?U+nf/8{2t6oh9U<6W;vWyyv1wHhHH,x:[Q|asWDdDqZ<qnkc,=A5E6CpS_N;3@aXBnaC/?WvK/UU(DjmaWnkdbmp603v?;rxlPax@SeMT5xVlVl}@4<q=qmr7Fv0WmC7>kmfEkJ/;u=O/yoN.`FV?uL2q++1.p8}W_aT[X_MY}K_9iue^V}XP<+u`T2;14?laU=j]haI*FIO@R(-v>,TS7jBkkwC(]7M]BqdYr71h=j8bq[TW;x4:AuDa7c.=]woRSFWiA,?+;1kDdqlJj6@Kph84p{1jMB?.aJ8}R1uT{D4sum+DGkJzt4Ic_Tgt-**K./LfR2<mQD`a<RP9O*4kX:O{vjDF^L7H7S2yH68M0A?92[Hex[RKV=L_fL7E*>n.*RXJEt@R]mj[q?tM4DFR+B;eP/.re]3EvI93Bv9@X`+FC)ky7U-BxC1x.+V,M`[e|<c{G_-B7{V<v*-AUOB7`3zv[WCy6M}1B/536u4O^t:n5I_l|M4u|<5L(g^0lKEIfiKw0GiQCgjw-m4nt+:xRBvc(T=`lW3f?np+..}hi|;,[{nxHo(2zd7(^cw+^m..d}RK4ur+]R>K@=)E8HQH(;E,y2Bwrf]|{M7MyaG[L;I4oWwV=1m6/Q-t3;5REFBvwjKV;Vh{}g-^BWlnZteLm3WmU2kZu<3Xm[do5HxC>+*t]l?cIyJ<Kw)Xa|+y8lP[1xuM*uxYlCLUPnHSg>b[O-(gY41:h{g{ivQ7qww8v5bzkH1uwYxNu{b[I;v[DZE}sc8f0_;r?Xe*t{tg8N8C+=PXHXllV-;[l|7z>k/tb3g6Br7TzT?(Euu`A7PjFbeJ:uQ{pnR;(Ts|F-8[E)e;/}Pu[uqYQl9HikyiP+a>]?Pi^lzJ4N+uCq7,YG^HNTDxqSl/_*oR^x`PvIWU(C@jP|wR-oKB:Jjr?+>JlshuPgNRn1V:Y^^e4-2eouF>9swm.+V_6JTyOg]`nJyO}R3RvurN52(}8BV6o`b}S(<-<XNobEdf8/Kq>6YrK>Ze>9TS,|9__=5Fdu5wC}HYLVqMHIUf*M9y)F,`oLdnO7xc)GS<ZVOjKoO=xlu_Hd];J:U4o)TN[ok)Y1SzFWT@RFIGh;PCBXpa2R=Pj@@G.;QR*c^+c)4ZQNL,5B9P+q`Oq,,RtW-CsuAc-`U4C:B{g@]x}6s)FK[l8wb-=R/^;=uZU8;|]Yb.GZG`9EO5_[,=i0qsQ7>Gu`IG3mBbUi]*[at3K[co6Llkv2D[chAO].jjg1pSC,;GLL@>S:_-1[vJQyKT[WS9np}ZK7DW>tm_xN*-hyH2rAM6tr<q,F)+NHN;qDdJa}tmOtP@v<*zViQAuX8Zb)GTWd^>.g1tIi=;r(7vTudx6+UJ[H9vZv83|cUna[17]0A+v=R*|=kI=u7Itqt:,/otsP3y^+kxinsDc=:Pi9?HLAc@qbKFg<H{yH8G*,cH6O<uR*ejZune+g(;uQ7Pl=WGKh5u=f.HNYTPY<A;S^B4RF*m^hH75[9SkjaKg:739JhagB-:C<_A78O8:7QHOjL@(zQuN.wP?`w@BK=4(<_zLXAOEn^p>I/r92zTw`m3hYzM0N4hVS(.SJRu];*f-:EUx=JTYxcc5wx1|m9+?38`W?Kj7s;KcDBw^*r(^af1UkIw<97)5W+dkub>UU:m.sx*:E-bCM^FGrm_2;grtQ1.EO_5|-E*.>Ei9oL|7a-P{N?J.;@n1mN@Q:Oo3fz=82w6]KDUu0}-C;m08xjpceDIKo8_vozooWQQs;h(}ac39I0hd(P]-p[a^TIL/W*w5gtLqBEr7;jZ2`n(h9yB_u?;cm`m=FfJW41N^ziwpMv)K?F:ebV|3.mt(r;yQHp`}OOfHnwbHw?3`Go:3l=)z.4nlmwOo_?0<]N7l-eB)bep<1MVJN^inySbSN74fSQcHa/mAK}R2y.}/5-WsNi(5-zZtuJDYd`H.)*^ar5yV;qdL]=DnL,3FQ2Z}`(:>V?7{/-m4OU]{.r*m-O2m`{Pg{qw{>bkZRVWz2KH4T40xTLjG_c9hI<T^ty=hF1*bh_ClqK>bfrf}yFGu+@OC@J@3=m5V8KXyh<`q1sB0naH^d;EW{gIO;1:t+]G*1of?R/`{bU7.,lsC=80^{|:z4Gn+).^(xY2OGQalStG^d<iz0@uTtACdj<J>>-0gx+OBn8@.S[d}e;gb/C,vn<[uPD8*4{x|M<wvFFCtdb//P>wIj@g1-3b?XrJnohD3wMXGY3G_T0aW.Bsf?.1.[4:vLOTKA|1p}]w.YrA0[<WBrod]]hTs;g5OH>k`cem|/BhF|:S(]dnMCJ@?n+@QEfB4P5e.?ROBsLR=>f*^;PV.7[pK}OrRoRDRFLiX|HBx+V;PU@>r7<TAR5X-^<QR]?TL@N@q/:mkcqM>^KD@VvvWN`eZ(hXPgE7jx|H81M5l1O.TIN]^za35l/.2yT7vd+<mky|II,Rv7Rku-vd,VO2;?QHF=49RdYdl=3a*9(NDCbtC,PIM*am@5,W8+1NNjU<2tU8RaJbIzFt_w(a8Jp?}RTe@rxeGOJq`l[iG7]lc?*pz7xX,4yGm8.mWy^gA??Kc@/`eH/0l`osn=CnUp+w75Vc^JOb-6n8pgkG<ApFT9;SPJ?2O}BUTtZy]2M@2E:V}pjFm-=x]+}}J0BE5{mCEo}u5Oi=X7xu?3dK2`Pn=i1{^:@5FHc:,{6Yr,-dO33R8<L6N]26Oe@.vOJ@y.B_A?jCoA[QDKD}gTL75,q9]xQUmVb*l=zF^H=_(Y/Y_Ri=-^H_89czN4]bAu,7_0c?n`I[OFcQciIg>P+O_)v{[+Q9K=C[Fn_CrbjO(j|6Wc7t=UTN]H*D7/W)O*,6R_0cyW`H==JJDb5/S9)<TXVXGJf}?[c*O0k+Y.iVUPg]^?G2QsFj@6iT<ZuzBXU@}|Qdh)zA|53CJO,G5HnLLc-<v/.)tBddGrU]k0w}0qljsEpJQ>5W<lpst1-gvyl*14TMU<(Y.EGUw8]}DGYJgJ7[a8^OAPL=}rUSA*0ATNrK]r}f/Z2qIYJn(2DyQd:<cie(hl928?FGsLRDNcC[;7L>^K6:UAmgEL3]2amHj=|w*/w*rsW3@6E|T/SeIf87QXL+hFTUvF:NNOHHAvw62ns2/r{ae-SIT9b:qPTw.zr6dDnrl/2LO+6(c>3]f`SdI4`v[q,v*p=D:302mC_P*k>.oFbmleCQLKB^49T8no;^nmf:8:/j+J{lXejMTgkkE{Dc*j8*qqWOL`eU6OK-q.q4?;):`JWZJ0h)T).3c4>=x8-g-11Md(00Ced),)fNo]{4`-sq8zlh_ujHmON|s}bsR7Kgk3}xn0.qAgbH,)MA?m_Z`:O*jKn.^P6+;eWFeutG4_SA8(WV?J[gWvV;os|h9qZb@)lj8vu]oDHI6pLHxRuQQ*.paUP.WS{zN<^H7[hyU@I^ZRtyfEfWUV<I9Nx1K4dq`lUd9up[8O3^iL,|Lnp/*lm8XLlLdT<RW;RT@nBU8Z4HgzLJ.wG_a2)>NOZb248oR6my)J^?]jt;Qa8CN-p}CW>gOkBb(p4RhZEkre[;j`Jeb(@Bd3V?DTWpNO.bg*oqJoOpWYvmj*4DcuWs;r5N(fZ<uJj9Q=nd.?>3F*?0`3uS/|yg`bSrk_inP]70lyZ?0KFKCGL11ij0Bud?TJ^7^zKTzo2|@Mc>Sv4YRR]-H(xYn5XZ<+AB}xmRUHM}lCZLR)>R0_p*I:VTXueX[(IMDdTt.N4UEXP.|xW{DdSOrZ8itebpLq7BgDG5Z-Y[MR4o6fT4So_WQovcpwelkiS@RTBN>QK;.4U0W`JWX<OZX.?zV]Mgw?i;8zS_Ig4HQ*T.t.zatXDLk@-v>x^j|gZHR9FXx-B[Wa]rud:9Z4+SV2*fxT2G4^rwLw=mK(S>OI:qAGY9;_hp>=3W|Ein[}A_b?Ai^78_zczeh^drq[KB]cv-A4_:Bd?Rk<kj>,bTJerpV5_k+(7ZhJR,bxJb3|wt-srepZJhzjzODw>t>{bd+yI^O[d1?;-S{TUj8*4AX}{4>WE.1^dJ.`COPkmqBE0xL/styaxnM/,,rlE>tJ*^oN[?(z??wo:2oVMWck`i(]3|5{l]:Low2ZnznPgjxp|fIHEc13U[_2rIl{+_Y:5o>w*^e2]b*(c9T-)R;>FMn[UW:Gx@{05*Dbcipi+7D?krq[}A91>U]uhWx9mJ^`z(s7:P4fv18HaU`_,wk*0CCkkTIPl7oCIYLW3UwF4VOBfaC.3ZC[{=HLU3gke=P0HG0,CDi66dU],9f](sCG)6E.FtNU8Oe`,R1{Xwl]xDO+aJY|2)|1x4h)KZ{,}R^Dw]4-/5@ik4h[wbK>QqrmK|O,}7T>Y:uXN9Pf_gV,:6Xghi7Z]5>9AZ.Hg2OMDk9r)ucB;}lRDuWTwLl5+xvTPN^mYfS]DC<g0[t+HOSx4+YBICRgE`lxlgbP^MvwR?x3pCQ8Whrsx-m)P^x>>VxBdr.{7wzo?:0mPQTx*_Z/ZdgE)-PEk5rLl@T|BEJ(pN5DTdh7IHKmN)F?s:]D0e23uq*c.Bk5snz?eG{Y8yZ3)+x{^j>r7hUWfB1^T*PO/N*+*J7a_4=>WBIJ2()zUA+W0sVGd/iY<oW4_LHboD3)F1J}sPLW?;zdR*Ftz;Ic/Z|J5do,gp-n5jnhR-oytAnDNIuTBk-2NsHQwV/vN^2Gt{k_MtqKuWzN35@Hr:60tq<Uoz|mzy5r+`;o3W*tHFWisTyTM^qAbo`e:L3{I*piyUIal+_*?A`Goe>bW}wvX;BnkoOIk6hSq>oK:PJMT+j6i9ac4pCRF;mMc4yDQzaORF|`]uPrzw:i)|vFa]EP:diiuf(M^O*Vx-Ii1pl4H+9.LiLPS^tv}jSHx-7P3es<YijUYzmUn^pxn^t^eT}xFkZI8+x`I`sm?K3<W.g:x.U|/tl+uwrjWE.vI@_|`MIZ4t/|_nYBEpsW+JM}`ELFU@CSz>GwWmD@`ci80tq9u.=|<7aHt7wc;^WuGH;7hx/B</lreX<kk)``iX3qzBDW<wzx8dSIG[5j0{:BEk6q67bqlemdz}aMif4L{i1Q8[pfTxMvAV-7SvVf;6jCe]s.j+{3[/e5hlFY<sII?[[SwU,<J@h+,?6}i8WRaxJd2{N=`12AJn*o])p{sF5Lml0xTO[]?`:3WVE2M{aLd4R1t3r5;w4A+**hXqIH.UcvlJgbyWtvDLJv_PW26*cvj_qWz:@mo/4j@O27[KR;Iit0pzB{LaP.PQGZKAOVT;3EWH*{ikjU/+<DL,8*]9m1_9X}_z)6db*ujI2ICvv^@@Syk[`u2L]j0DEmsD9_Wsptwipfao0u<P{wbR)A6G5quw}XjWog)C)KTx6c_tv.Il>gpidx=>VykB;YnlzH8+ys4YjD3u;-pEIue@GNuZ>;xiAW}j0-|l@=^i}:S53hWQ=P.RH)mA|w4,;QAifT+e0yRJk3b-y5]{@-1_OZllDtVp4_9b_@FF8Y[mA(mOuBa{0viBWuQ1DMDYW@2=FlB<SFe:N5+{Y`Ud)g;J,1WTUm.MxVpg_jEyVaHin4NB>h8|T]7I[XO)kF{lY(LPykp^w;;Kxe2fAB|StVio4Mw(rkh67a7_/dK^:Tuq>*w0C?>C5;FKm.H0vsli{t-{<Y/?/9I/jJJNwA9fgL1[WzmPT[}O<eI(plh=D`=r|>8aMlfyAigN,]:wj>vivnzHrC8t/mz]Ir.x>S5tX>kK5d4)zGLoO5h79B<-_(:eX]h-g8*4A]|Ll7m5Hp05<(JyeWe4OGaj0:)_3t1|^,A;?goy@A?my11l^@WotW9X:3[*,?lDX]Ph/el}<3em5ALFc-DPk>0]Sct({>VX7eh.4Mh/a0nny^W-}SBtFF7Np.7dO-m9bVgTP2(br(HIR/uqqf,p+,+(SH0P[DW}uk?`j=HWQ?Sl2;<7m;(,zZyT,OYZPK=Mu.6S`y[zA1kvBc^kT?J-eQXCR1,F@aMj7*sNBFxj].gbY>_/sBMG<bmx-^_CdxWzwD,Mq3nqw^TZdqvqHx9A(pcAUzz3>Ue9mZNGE,;QAU?E;?j)MOt+H-6uYk4fui7_eb9bM.u`^q:0S44a7^OGR,6M5_eeXLX2D9a](gX6lh:Kdh]SR>Ix+Me:79|l8*B>*{>W;Kp]{Hjf6eU)5s(}>dG3`.vNwudXoMAnY;|-+V6R[@>x.=3aAezC+8:[1io.==?u<K[C/R)-Gt[y/s[8IFP3wKGGDL;DrNPCtV^y*1WN=)`nN?<N?30]ZEM7Ji:=h1t]q_2gqHD5mE7K3u2ZzN/)Ay5ErfBQ(=_aY-FAfx-4Q@I?1cu?cBj}}*1^H35e[1:Y,v6N;tkjCUtGfm+/QvF3_KZI1P-eNuNsF0GX1qXt/=LK,]Rc?iiDtoTZ1kb|5UPj_A[z[SVOKOvW]O-ASbJh?yYM7{@><9<sIr=yu{FO6e2@_x[ZFJ4mrF_BO>Ar/yz4h@.U>i<J=lCHRc3+vRkk{CyZkwZ*ozUhAHVn4HAhZ5gc?B9o{8IG)6?Ys3RaH(7?]LnD+x9^d2mx)-[Fwg54mrsG`m-*XMM^qcsbgK3]C?EDUM?qS,Dzb-*gWWoOd0soDJDf<U/>HN/FJQB4eE?6l90EGv]G/jYYJM4fi0MjugDFMz`AN?x+IV2ml594JaRS[YSbtA}bM;bG6Hgz0T/=m?b_m-U(qx2jm]>.}93<eGvwqwhV5PhK7O_4:^1cRCh][^8[}ry)Lh8y.mwP=h-v8@:BWS(PC,S=0X6NqeQDyFnO@=I;`1G58+3o1pub:L/t8@rHyT1I6SxIW2]Cj<M4[15s>K(lxrat4u7KRAGK]5-M?CJtM8x9M`ZR_VTeXjEP<[XE0`j40e9vFx`2F/w]b5B(Jj_I6T59-Bu9JD6pk<-TBa_:f)6aB5vek9ZwSIjJcsUYZ`|;zA`=IKSd>4|Vxne,ZNDibY{{5hlM4FbMV/H/H6Pf7pU{[Qf*M@p_.3ea8ZJH1oDXAbC1{{pOm:hMBvqak8h`+/(`{-HhTIxEjEsUpnbtT:x}zUZqRKr`sI,Ds>vodsG2E*9<5epGNzK=9WXSK1zT?]XP|^j4sVHD:Req*^+Sl3NiiQxspJ7VS.1(tcJ8e03ic}Qp(2ocH`o4uX.UHHgdhM7OG@|W3M6fsCufb4MDnGuQbgrP/WZA2d9RE8iex,GYDU^xE7:=E>A5Jo:ug9m(j=PQhm)/k-X9zF2.pY)zdpa4T@pb}>..N++idz_o2(*,JWr.`IHXE=lS?XH?wS|dNpF[S_Q70-nds1qZbav8yjSeKGL-|EbB1x>c(fZH*qXlSd6iit}R?aY;92)d:vlFidWY6*>(GBN0ldTrU6_:2qWB`[p_i;,Iek<uuMTD@6iZ5m}vvgZtuIC3g*doDJT]0t(2XPLB`C85FR+J?.A[f=rN?*edYWCp*egZQ)3l}w8)Hg=G<yg6GV5(V.oOu(ovSji261i.mrg7B;wN(pPUO>H4MIPVO@9/@8_j+|bnTd_K4TAs;@f:bv_I,jy]St@MP}@.yG;>,}p}b(e<SrHwtrHI{t0Epkh9P]F-Uj|@RN*MR8RH=Q6ycvPWs>^Oq:,{G_HMVzWF+L^ZV3;_AC(E6OPFHZ_3i?30xuna@c^{UstQ{VKnD(]FJlvSZYnqA-onfo0CqL{*Rd={-{SGv6|V64GpKYkP<hZF;xl8e-Pa<n30+0h];`Df.drC).4DwJ35pYLKJa(B=aF}/O5GDixGNyZeI3Bu^?,?@1gpxKm39COC;RrEdNR7[aDaffCAI}kqW^)zOv1U|_=s?hy>_YEiQdWn=K}2:p6@+hy{[2tHA2dL]>gEcyaBgnKca]_Ta,YcEtPB4>r3^_O5aHBSijEd*tNt;uT^DsfSxbgZp.95u5+[a5FB8A@+jZ^cgTJ]`V8k>cf-(h8|o@-JSSq=2Yml:L}|habn[kfmj20yxU6CjZ]@{-nH1h_us1f>NMOwy_Z`b+d+W[lj[<HHr,1aq9>7M:JymB>n27m68G+lYmH>`)[orF@I(5>smQH}A;=kh=j)tWdNL4@^Tk;kw,(V_6yL0(b=i{VB^_z=Ze9I4J]}8_qr:>56E1q+5Fi<2^N89oktQ4>mk1[Xr`sY)JiGuXHlmfn^j`4_Rc<im(DH<J?E3ekKp-@J1OS)B_^q/y/d({yQgEBcR^YD-bcQ6B@t:oV`sMwwMJyFqymLO09-.kklmQtuYe5uX^t48TB:v+1zdK7b-BrO;ohTSYGEC?Gv;HJ8Ap_oRVoQj<I4(cxqYnnmpgE90Bi>1Cz1Q;rIEgkot=lv*=[YlQ|.+1*@_4)uN4vcJIZeACPC.nBZNB/n>f]]z.Iy.Lx6w0.c*?`s:hkZntx@dug7o;+9Bot<:90Ekq@cDeR=8/arRivuR9W,p2b92><uA;|_o8N=4pCIJvJGrh9xy|A>n.^fyO@>c0Jk1wHyLs-STxnDJTjLwkwz9UpoHNAVRSS1p5PK(Mt7?:8pTd;9r2167t^<),]AQ={R>QPdL[z8KF,k;*0QJo2KekrOGA>oy?|2ryDh(8lKvcXYEJ[URsp2I5;HWM.ad<_=wx1jNq3FCK3jUK^hVa<^E*6Mvbzk@cSLl:)3B[XbpRjcozcceV/=EwwLp]vJ,+,le@8{UjFg?IKDQ)L9ocB`>TjK<l*;Rolo}GuOOa2f=ThQ*Z2M[feTtp>M^Yw[WorcQ;wnlQ@oiueEBlM],(/er3*;{q<*.4>YYx)avb.]-8Iua4rA|s<:Vda0h0T>Uz*A}GtT-I;3`n`]-U1i3;O{yBCA<:9Y_X1k{*?Z:}y5E30dc1dJ>yZ^BOFbZ^a@n0gBcx@H2O)k;J*6N2+[GdV`F*)mkWteOBu_GT_uHtqU2>NZB`x-F`q@JZS`?FT-K>,8PJ.6_-zd9<0@9s]qF{7HNm8@>tPD}lBzv:pmp`o*WLFu0kB-y|h}<DiTxr;-iWFnUq4aTEiOvT@0]mkMM`wW;4Vp6{kcqM`OOaJ,^5wt5D[IrWJLCW9(:EAm`,20iYw/syde2MB.yUxe;@9gR1zG304tdTU;7tp5NMY^/hssb>dHqV-b6ynz<<07@7=DkfQ-P*2oV76L_=guJVvE>FLfjPY]L7E71Jmrm]TOAkIa0pooWf]=q_8<L:hwY.Qg)lup6(hy8H7,A<FRb(mX}ZHX9z)gh5IuAS2sJs+e_h0zbCN|@=XH,b:KWZ.9vvwpJI500u)D-YY9zq=71.}g:^>lruJGdL|5djdU<OrrO6=jiBa>3@}4QIg)a^uFh;902,FO^Pw5mA+U]985a3G<wEN7jPCiQqk>Kaa_VIe<(3(r|k6P-{/<0owj)Oil-]ip/yl4Hk/9PA[=OQ>oph1Q`p.gpSP(=cwF4cILmqCa{1oPCc-2KXTBxLgl(p=C_Z/}aKPa4eK(FRig:Vn/1cLf?}oEfGCmfPk`eJpd?w0*(qMEgMm=@sSVM9^y}>B/^(;o2sW*NXi,_KQ4G=.__Ais)p>Zw6,|L^5zpsLTWHDS3g2fw}eVlej>0lbiJorQuo;F6a(48C.ddYBShvC8k/sRil<mX.sx]E+KEYnPV^Z_F<vRKnKM}KCaq,IA|t-+j(oaP*r<ycSDw_+TRtOY(r9?:Lrg1/Fg)O/d_Gb[]YX`,]FV/0]5x2)rnmxn5O{adUpByy{bZVL2Mzo+Ce0Iva`D]8<nQWn];hYl{RwR0aBoI.>,i0ZPU4H3TVKa]<v8JMbU8gvZY+`/[<|s/cSP^x0,Snt`R9C9aprJdH/Ulo:^h6uN)Bdm:(Fr/U1NvKxxw/E(ee*P?+a`K>8])8,}v`:7JgDWnzF`yxv,YPJeZYlNk8o044H7*uCe9n=a.BkP{2L[mmS|o6Os?XRUG7zWZm2sxR^ZKdew_d|by:B=>BhD6{U8;hxk@u3U{mZwIJ_3,cLlcXFWwy(uWAvnv-Nz|eYLg{df{gNiX*d/rOt^2/C(12)Ix=/W}qy{3p}k>kMOhBhY>E91kMTndcIY,RUFHmyAT<CMsCqJCVO8}Fl.hc[pY{7XI(cyJ/914U}69z@:?XwIlDM,dahSu?S,WFtxEmY.v}p[QpR4[A8Lxe[)MLi*pxp}Lvron(]{oV++=TbL6h7dLnzNU}UqZA@eitOK4)hcf5ioAL}-CAe<fPZRAHaya(fg_v(B*V:LOB(zv-RFSJWHIXYH<5{A(?i7emb*Oxo_-{pGw847^DpzNxsrW98>})kjTm9KNP9Eki*Lm>FP76E8jSL[RwI>9;:RcV;e>MUfs6P<o1ZQbKe@7<](}:k(RpR=,G9<]+^-=is-si<R9X3seMxQD5L}Pg=2mC)(]}}.sgl+thYolR5:PwzTbaxY;0@tby(O_*y@d2:*q]fpz/MD4SC9J=*WONH2mg.4Uc3;wD:?pVMmVn.{tgw,@@:w)PcFWt<>=.X(+kt{fuKg*YF<aEveTJtdKeNKn*eSjo)[Qd{6lpUj^YMhPJjLS8r^kXpeC^[XcDhix4[`v0[`hW4U)+uwNtjU|^rdadYN<?yn]e4OgOa?XKruPXgN@kB9x>JjKjW3UuRQ{24_OLI=-Xf_ntl++TLST_^}(<)e6ayk.HD{WsU5ItK@Fa2^>7sC(UEeuwF9gMwuJ;g0x68wPP@W4l1_*<_D}`Q{3,k[)k_Edrz6<YiTwpqs,N[sxapIWLtFee52Kjw*+2K1G^cPo<j3r-^gh2Eo[V8sy{0OPVHs{5wIoXtrtbZ_wyZ@nfPhpwH4<.HOo;Vvvm]^p:oD/F(Y@lNMsV7p^+GlK)+p|y03^QG[PwN1Z*{mOln+ABP9=1YWlN)^5c:e<qmiIEj8Vhu9zX5jnRbw(I{fs|M@rCxog[m[.Lp_q=a1,(.oZ2_*cKA`p(rR<8j(<5Qm=Irxb@|s*wTAN+5v?GsU,)]nZB<kL|v)QuWV?Qe.rBg)35W;C`(znKC|FCM0x5m+JMi|0cfA6`uS;^7qgr6O^=mNL9BFpaETsPGQR+tJR?g^e5vU-9y)a9)nEY`D;DcfxNWV.TttuVI3D.Sg2WF3bGhW4_Xc;ccG`z8;/)/w:Xtd64iwt|Pi;Eq<YBo5K8=[F^xZ]DM+so};VhkH0P?2J6WVKGA]Dkd0z6=x6i-jJ[S[7>q{|IW.9^nQ+<WbP/SaeV:WtP*U|<TTi[+RE1OWqjKCwJNT{rXwA8Ek9XtvLh]F}87_>gV:R:[IUsKEm_uwHl2iZr_.?DJPcYykFoo0epwiCsARBtb/g)*;wx`OIYY9gY{`Zc?vakh2RzsCHmwfS5n/[Uv-?bNK,A,`Y>My*2tnz|(O;Q.ZGsdco`lkn9Kowba/puwVR5^u|CrcCBIOoVpV]4D_RLPS;5]>HtO;[gwcRJHL;0k[N?sMlz}@z?+d.fJ[z>D7KPWW,^RLst)fgPz^,T[AsUird},AS>4?pB}[>UPB|pRfP?0;`HhMsy6CF<p[*D|ENx=jKH`w=,T-CY=L1xG4L0>24DiRytVWQA:FXsULPIAD4.`QUO@ZS3dA2pPD<r(*El/{@ti`aHnA^+}>]<{Ca1d77Rgrtqy_L0m/aF)heN@-<gDWqpzGN1Xqyq2gk*H/Jp`HJ13OnlFp8-p2mU.ysJy?Zz;>T5CX`E,=dRHa^A3r061ZqgfeJSX,NMt8ZI4U.5/d,B5PiBUePon[a9pA_{/wzQmfJXeksc|(O)<.`xxplzn7>Pq[ymtWE9WRV)xur6*YE;`g*Vg[tu{nzox>v=@l0]B/ehcIj0|B/3viBCcxSjw6TSUD*7j@}L;[*dizE-`5awimFzJjU*@GC6Mbv/9,]-B*7w:2@^9B`{^t^KR})UrQ3[HU0txafRQP]EZJ0b,6^v*+J0/HOsjxcQ,cPUXZ}kootzPXSJ29P,,xxIb<R])8Z9F]Oo;zI3Vnb91{MNMn2c/dcnbWVHC|O(85/T8D[@@R1R_=LzI1+OlGj:eXkR,RAZFz}g@T/VX3Cad56GnJXWUfb<ec;xvmpd:AEY/UDlTZzCUe0F8IT0BocBPw`][=IoF9zc_}lurZ7dw/^:x))*iV:ipskklpx<zc^QhzcYfHpuL5E2=fnN{?:}>ldsHmfGb9Y4{yBrJ(0l^a}8EMns9fFyZ=onXc_vjv|sm+j1YXy]cs?B0rU/08nB(biXfr=x>Q;7t5;DR7AmcgFj8_Bv|qVd[ub28>6E?K9JTxagrZb=PgQ3KlmFV@fGfqXj1]{Q]r^L-SXrPQa{Q:=pcnKGkSy_(OTWVhnX*+7XmHMJd[^O8z,PxE8j-Q1';

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

/** Throws unless `value` is an object that holds nothing but members of these names. */
function checkOptions(value, ...names) {
  if (value === null || typeof value !== 'object') throw new TypeError(`an object with ${names.join(', ')} is expected`);
  for (const name of Object.keys(value)) if (!names.includes(name)) throw new TypeError(`there is no option '${name}'`);
  return value;
}

/** The bytes of a text. A surrogate without its other half becomes three bytes that are no UTF-8,
 * and is refused as such, instead of turning into another character. */
function encode(text, name = 'the text') {
  if (text instanceof Uint8Array) return text;
  if (typeof text !== 'string') throw new TypeError(`${name} must be a string or Uint8Array`);
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
  useSchemes(schemes) {
    if (schemes === null || typeof schemes === 'string') throw new TypeError("schemes must be a list, such as ['myphone']");
    const names = [...(schemes ?? [])];
    if (names.length > MAX_SCHEMES) throw new RangeError(`more than ${MAX_SCHEMES} schemes`);
    let at = this.exports.schemes();
    const memory = new Uint8Array(this.exports.memory.buffer);
    for (const name of names) {
      if (typeof name !== 'string' || name.length > MAX_SCHEME || !/^[a-z][a-z0-9+.-]*$/i.test(name))
        throw new CommandUriError('unknown-scheme', `'${name}' is not a scheme that can carry commands`);
      memory.set(encoder.encode(`${name}\0`), at);
      at += name.length + 1;
    }
    if (!this.exports.useSchemes(schemes === undefined ? -1 : names.length))
      throw new CommandUriError('unknown-scheme', 'app and cscommand cannot carry commands of others');
  }

  /** Which codes lint passes over. */
  useAllow(allow = []) {
    if (typeof allow === 'string') throw new TypeError("allow must be a list, such as ['fragment']");
    this.exports.allowNone();
    for (const code of allow) {
      const bytes = encode(code, 'a code');
      this.put(bytes);
      if (!this.exports.allow(bytes.length)) throw new TypeError(`there is no code '${code}' to allow`);
    }
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
function bounded(text, name) {
  const bytes = encode(typeof text === 'string' ? text.slice(0, MAX_LENGTH + 1) : text, name);
  return bytes.subarray(0, MAX_LENGTH + 1);
}

function parse(uri, options = {}) {
  const { schemes } = checkOptions(options, 'schemes');
  const bytes = bounded(uri, 'the URI');
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
  if (scheme === undefined) return '\0';
  shared.useSchemes([scheme]);
  return `${scheme}\0`;
}

function build(command, params = {}, options = {}) {
  const { scheme } = checkOptions(options, 'scheme');
  if (params === null || typeof params !== 'object') throw new TypeError('the parameters must be an object');
  const texts = [schemeText(scheme), bounded(command, 'the command')];
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined);
  if (pairs.length > MAX_PARAMETERS)
    throw new CommandUriError('too-many-parameters', `more than ${MAX_PARAMETERS} parameters`);
  for (const [name, value] of pairs)
    texts.push(bounded(name), bounded(typeof value === 'boolean' ? String(value) : value, name));
  shared.putTexts(texts);
  const [result] = shared.collect('build', pairs.length);
  if (result.takes !== undefined) result.message = `${command} takes no such ${pairs[result.at][0]}, but ${result.takes}`;
  return finish([result]);
}

function buildCall(number, options = {}) {
  const { scheme = DEFAULT_SCHEME, dialAction } = checkOptions(options, 'scheme', 'dialAction');
  shared.putTexts([schemeText(scheme), bounded(number, 'the number'), bounded(dialAction ?? '', 'dialAction')]);
  return finish(shared.collect('buildCall'));
}

function wrap(uri, options = {}) {
  const { scheme = DEFAULT_SCHEME, schemes = [scheme] } = checkOptions(options, 'scheme', 'schemes');
  const result = parse(uri, { schemes });
  if (!result.ok) throw new CommandUriError(result.error, result.message);
  if (result.kind === 'call') throw new CommandUriError('inner-scheme', 'a call needs no wrapper');
  return build(result.command, result.params, { scheme });
}

function lint(text, options = {}) {
  const { schemes, allow } = checkOptions(options, 'schemes', 'allow');
  const bytes = encode(text);
  if (bytes.length >= MAX_TEXT) throw new RangeError('the text is too large');
  const engine = bytes.length > MAX_SHARED ? new Engine() : shared;
  engine.useSchemes(schemes);
  engine.useAllow(allow);
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

  constructor(write, options = {}) {
    const { schemes, allow } = checkOptions(options, 'schemes', 'allow');
    this.#write = write;
    this.#engine.useSchemes(schemes);
    this.#engine.useAllow(allow);
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
