// SPDX-License-Identifier: Apache-2.0
// Made by cmduri/js/pack.py from cmduri/js/index.js; do not edit. A promise of what the module exports.
globalThis.cmduri = (async () => {
'use strict';
//
// Command URIs for browsers and Node. The reading, building and linting is that of libcmduri, in
// WebAssembly; here is only what carries texts in and objects out. Everything is bytes of UTF-8
// inside, so that offsets count bytes.

const wasm = ')Np^?4PG2WMO7BgMCYt<ue.pC|YM,gkdl]X:x__4kQ:E)x[Y5Sd1@@QfSn9e48`rv:CYqu*-G{ZvC,{=`4v<qI?S2[n-Bld(hf{`=ys{pZMb@0w+4H_pJ}mivi`67CkTqAeOa}r^@[XoDz:Ah-w9V]wk[YwpO3-?9EaTows?GlIgiJuA5sC5;9W<PezAwR`v6=gUWvmf/hvl{=[JMN>`SW)6v.fy:c|`j12>ek-M-]?it10u+p/h=gZN(,C+u^ym/4Ql=@^NN^];S1<O`A0W)tu`_kv)vQ(=[xQ7gnxdbzi;9X/ZiaB9Gr^Rb3FyTJ*xBRVNe*hm</AP2;9f,8D_qR5TE-=<;fA{,wcsgGt<*J0GjAjDh8hUVijw8*LcSUO^/E]ocZ<Jmt1qj^m1lEJ(l?dJ(P7/N;:IuD|N8smXkeu+5*LrLioZN8Tu4M>uqEq[rd]Bx8GMw@5Wgg^HJLPeG?4vfTb6ms]Jk/b{P(+)x8(;=KRIeHH}FNd3xfw`wQ-Q:=T(kZr**IDYr>t8`.[0`baEAEB@x3gd9.cq;yDyErW_cr:@cw9F|[Skw>e:?;6}`^a?QPl5<`ySv+*5yenQ[6^{bEEDK@r8mcQrswI3B|RVK9Xi>H99Xm}1eE|PsFjFc)Swm3-*u,gA]<TB@r1rADobHmh;uS]_xKPNG9e^ozcxL/mREB>ed`N+C{9]*I)cL1</@/[`u-cUz,+3,IEShKz0BWzghyY4/xK/nE;`>UJweEV5ahlaGww1^BghAPK?-)lm|kx4Y3Vq{lmoeECaU=zw9h1O<dI-Zg+-v7lQ|tD,.Q6{mkW1]h>R<>=.eb0;{?|HTRL_TY*PWp9LqPZ)p`cl9=V[cR|IDz8lu3:w0]g4O4Gl`@^=2d-laA}Hmu;D[ukP@aZSIMCszmiMyL4uO8]osG8|MuenqB@vp5krD^9d>GF<TfSbK5i.hdg5A1e236VLau[kl)|qz|I?QMS+tdL>swMx<l7c;*6@UvOfH//H8>_(UK_H9@Nkl^yL|t9`;S;zRDP^wD0,ykc4IdB*L2+Yw{cmH55`Sd{Cu+XcOk`[:rXQ9,O;hH/wnouDjRM6h;)FTMM)J;A81fj[)PFLze(G?z:>V|O,)/<WFVBo=EAnw_r[eUXNzar.nP`l2SDi9yo]cd2[_fwiWoLLei);s:H@K?_JlxMA4kQ4op-9nimkpKHW46,zeBjr=[o^;zOZhS{Lwy1>V5(}lNALk_(4lr+-]d<|ZzIh6<w6g]9X(YrHFGd02E8)`Bx3mo/5xrQAHvcYjKv-r7UeZthK(G:+q=.7WgZkew:J@)4@hU+7Kx;j@8pFAE:*ghMow*jyd`=)x|x=+iVjSnPDd,*/*bg=]ATYS<LHQ|9Wyuiqs>@D*v`uL16EPjut7*XCx0o>M(nUpDSc/YGp07*.FWbSPO=(OTbD6UI4T|678>jCB.ZrU-g]4efV?I3G+K7x8aalhG,;@bK@<s<P.H5.UNDUBJDEIY6,C]OK(nlj{FNCE^CmDCfIcS/[yy,wu[-zNShLO)PCEy)_MYs*U+I@/nTW3/haVcGq0Yay?XRVn>n1QM4pr/C<cc{nwQ;0@1=WP.^5NKH+d>o+j8p.bKCMY9I70RSRSanM:hN|v8dV30yCToWCT)(XIA_X?r9H|J8YG6TI|f+p*<j0k6fLUm-ji45Z,8o4I,sdY10aJ,W[`/;rmn[_GL.(wpT1zmK[Pqv:K2`:G6jhG(;>3rj-hh;5^n}jG0I)Zl@?Wh[H/u`o8n?ehH=jcP>v.9AGaH=tfjJQ9.-[j4dhPO(/izhr4sVkOcA.WvBnEn_`2emfqsC/h4hPG<2O}?W}aZPsO(qA]lN22,PwZ+Ju-,ECC:qY./a4eOb;M,*`:C[Lp8cIs|W(dTcN[2T4wE21[qgN,2*pIa3q`2/6UKiMdshH,q4*D@tskI;*b-to|7Y<^k7X0rjQ1-Fj[Bd,cKOj^|v,8;m9(/Ft]wU:+[h(p{GuIu+vqt74`v0O,Pb)/3q-lggi}1KfZE2TVLdvIEhsT;G[ujw[[c]4/e).k)VQ,d98<Uz*RCP-_zuklOT^54jeQu;[d6^5gO|J{[rq1rYdRy1b?hthXH^E=?y;c=8-6Nm[OLWgnoyZi<8Qq=f810}B,|PqTT8Om1w=D(WVP.KY:`N9_MFzL(,@QoGEb-O3wrx3yNM*t`j<wE0BWsf}OP9:>x{-)7u{iM{eTs8/[I*3SMj7S_2vt>acdy>Zna?iaH8*t*^F,|s1C2b>?ZC,ccQ>dKmK(.[Y6)|7@QpG*ZudZmak*-jxEq=1i5:wTR8y^P*X^1MBbPnSK4R/MDu>N,4tmU2D=muqbJtxqGeCGr*?Y}n@f,x+xqgPy>KOETcdDwtZ0[T1ZpKB7rZP</[p:A8>k`]/o<Q;-mCRS?v3UH*FzcTUA;2+FYzZ+-Kk<GXiPG,^y0>Y1@ZO5)KUqyIiI-:a<fvl3eRquKK7xzNV26fnFcc4:{9a(E5,E{MSe<c.[k}IA<3Hlp;LVg}Q9d7k[YE-kJsZj=Pl6FsayKteSsFkjzKppZQT`zz(@Wv7vT>e/e6e[^5l7b9oB]uQ<14AEjwExqA_`,Rh7<:KF9?RU=/SV3*<Q9e_fl>R)-86R<KUJtTS{v*DEkjd>L+[}=b({d>{X(O/x4z((TIlRmY6WyDy}2|uk4^R7V8b0-Pu:v_O4qsCZ,Ctu2J;tZ:<NNT>DI?c=le+Z<zSn9JSd9U=vk1X2ic@^]i}dh@pkG*aIU<CHwT48QfPgoH0-mgL;wm:wIf_c8wyPjO:._QfSMtz9YmW]bX>tG8^o]M;K;AgVC]>zhwqmG>im4-z[l.BCNXf(+1rRgsn3*FL6ehv<SdC>^[5@N[1KNeE}=FhBUJPbYZ.j_E-qEk:e0c;sl@rFRlaZZ`Gu95mfD<q.AW*Y[g?)NhpgR20g`KGP9*g_vB=HQPSR<1>[3zN2FjtlKh4ApcA6>ixkB+BetRl)4rm06Jrv)9<]fOuC4SiWJ)-Wy?1LtD,5:).qH8hQCt9G.k2.62h_dNO5QU`a2knuThT*+4im_JOW{^[d[6/eKGXtQIZy9kE{tbjaKnY7f=[ep7h;+nM;EYC0{/m]/KR{3I(mkeH,_{(`18F3cTD:jC)+AMQ}Z)4PR(Td81PcTQwF3D)tvcVlWO:2R|@N*+mY1i7jgD2lf8J>4+xJ8_Y(bD_gLj{ovH3*d*e+?Q<^UJO6;uhBgeA[6Ox,jAc3LY^|DD]4-ZDUmnq]ABbndp__U<SZ}YEOF?<([D8Kj]Rqowv8`[6Ke;h_S)+XzlHD,pHEui>vFDr2j[oI0Fncs{iycyjVKci)xWKorCoJ2R6,0/+gAng2tEBM?5E5qhQ8tBx61GWjpu`eDlCfQi2.d6WlpChD?CapXai<;TGy`2`DA6r^}ank,3J?BZealaU:+X[wu.aR,M;pCd/gay>XhxzJNwf_}`2B8EPm;Z>6=Kp])tiG>]TWYIJ0ax_dN^^_qLD|K?Sol}sgGz+.=;pV|xg-KZIi1NnWBGlVdC>^b_y>;_I/AV@Nm2GI(8Y`,T[WyFoSv,[ViZ3mY](rW-{?prWBGaQ`@/?3*eiBwG3f;As:_{z@IWMLjke;uU+U:OmZI^w2K_t94r7Z}3g?zKUjww5C*,nj4of{7?LyU;v>i}KXgew;<oyIClA27H-Q;;ubIO]^NJ==[i^vg-P9/T=^F0I[?m_cRC>igM_CU+{im*)A5HU6K:.EiHZn^x[-Mh8NWkSE).kUD<fk;.<ML1l/dpEDen}cxw;5vWO)jnM06n}<2Z?-{lIAFpZ:FAavLRLxivVux7Buh]Nj|=JEZCMLq8Q[K@:dZn3Y*A*0Mg0RRl7tIqObXYmi1_9*^`*W:.:r:Zb9/h3Ll?5e7dQIsWz8-kVN652mXfRs<34@VYkPbAubdSHz(1y<RW2]Zd_=T{{(ro>F24ICpQOtfG5)k1P2/?pYXL`d`2)w7.VkMhkPE-k<5kgi:K269?@)Gs0q(qfw_PkO2+.xIe*Ps4qj]Zr5W:sI.)Fxc3-iM3_PBL5w;Ar)zT{QM1l-ObWtbn-A2{cag4/U8ql>EHQ)@v9ChuCft,8RGBk6tRv_u*iitt]5od8|dv:rW6(YUjsHe<`mqJ:Neu|.]VpK8ekG*3/z=yA4b(X12=.mFO;e}1:_kHzHmdY=i|ZoxkLy1(]yFb_.xjLfnZ.XKfr3ic@qO`GZHt,L,]qL3O+5W(2]r:*::h<]c6e3=9F1y}xFDGtEc_,WMTLT,hysmpzI_7Zo@dx46r[,jAa6?DgD1{pWuX*Bci]5oReHy7Vzt2s)SD[-0K=iAAVnjZ:aOOxDxlCnNpOjO=6<WSK|C[qlwu*|=Dk/;.[dY[}Mwfp9D?rII0keDqv1,sPMi9S2EwO.}X,:L=hFK{u[dY+khsW.*^.TWQ-ynjepZ23xR`6o)R/gJh(s+h=h]*v?_C_3rla4ck;l{eIj^{G)T,TKWKdDbnGP{2pkS(J([Q:ON7Xv|2o8d@3c-FArXqUHwIX1dH]*J3q>O:;L{On-P-B:.9cK7*0**/SL.Uhf:saxc*[g85n2HT_,OFc_)`oHI|)S^><c2|{l5@+TWkuh-D/=*Yo[n:][?ideeiAyOVlD>?.P<^WJuLV(vq3PGFWp+s]x[QCUW]{@c}r6BWN1A7T7,9kz/,*:ap2SNS-<tBXwgv3i|PPv0+>809=?.emDEVp{O_pSTvEu}70N_xDPIOVnL3r:mmFxkI/1-TdK557MhU{-3F6KTw`0k;O/1Hx<)m_16L>OB<vimrAX.|Rc6@|4o8,[]TD[`:4@X9HgLt/xrvh}r^(r1Z0_iM;fo:<GeXDYU,FC_`[3S2-}/i]5EQ?QJa4Q5qV}1r(]g^^AMtNx_Z:-UMY(lYGD{hg[-IAC[VNr>7K{_E)qIvI]*w]YRC;JB;-^ARXk649Tey7E)woE5GASvF0Ww>IA>]gN7tss_CKrlZ^b73Hg?R6G,sVAWRO.dT2/WV,UOP4(G,l[JBugbdxhCOL|u8Z(]m7uFp_W68*u<:NO.2A@jAVd)CG{ISX>[FsjvvXS)sM,c6pKFu8q7)={{Z.YqPP^J6{EU2_=u(4s*w?P/dvc_DnP6-[s,rdQVn5Bs]8a|0/jMeN^xM3R9fwq*vlT9cUuFjW:6[cz<iF2;Q?lOTEoFn5HIN4}s5K68QA0;45UVi,5gd7]@K.b^:[MG@3gZTb8m>8<,_2BoFA{-qs}l@d0tRoCLo+;{^fA0Ey2uENAVbK.aMG>8JZYv|AVW1aP>7K-WNM}a*+3+CaPyg==}L+FmH]`zg}W*pFr75_1yg@7sVIRqbMfNjLV7oT]-@sn5B(I?n>(^JXxUc<muX]6[>Q>HeC^8G[uS)kZ;?|FH4kHv}_lX7_}7JRw^gd^RRQ;5?okxEkr(@):ff3?yA3pjV_KNp3}-S+L.h@v+@8-evp6jo)GxvU4_FuBX7-4qwTDB7wPDBv|y[XDZ?^Q=wUVF0,zEM1q0hYgznhfKv2Wn2T/^9:QEaG7Rlyx)8>M_yWrk3=:*)c(z|vI^9*s[assrC=h+Y0G5D-LN+(v/9nKb2MY>_D)PpaCKkHgwcH+p7`X61W:<<-fMDMdKWw{AyrF1J|OyntFy_ZJCd?.*xcri.sXu0T5-OZ)Yzq+_@aHUql-IDzt*U2hqGDrTF|eF7AM=1/KbLeM]TR*(zqgJB6T2E<`spWj3Dk(=<fal.d8Fh`AK(Eu?tNbW57U3UYeAuCO@N1{:)8|T_f[4j+[9*xW-,iG_O?5<^7(VE)^<-?@9xamhq[Pgex0nK^J/SGhvAMI[SHpe.cm6*6;7cZ>1@-3G)uoCe3.E9Vn;TIm]kSK{NA9V;.{/hO|+@ISr`TP<GW8y=?D3PCLecT{9^G`:nlj[8>PsHeBz9bu]vUTz_8hudD:9;oDZ[bnAj=(BB2@v=RZ?/JD`qvex@0h^<mk-j-)CT)UEmRLBLb/Q>Ke4B95Nd,E+D{:nf:,[G(XoSAWykDAV(/5Sb2kSdTHFV}Uwub]P:A)O(|22GNV(:Lm3Mw3Vc^yd2LH801_5wBLoAn4Eob`nKLzoiXssMqh4y/VZ(B72yQnCt/)K3-uCnYQA?bs_|SKq38{j[yj=G*+)n+=h3?;ae-Il|`PldWULa`{dw]0<;0^ibBmo1K-Tb1mj:*V8@ydi=E)ueaOnm:n,OACj6RDd;nqw]c^m6QFLmtt8yyQN@_boKM)q2pc[HiE@}nkVnqZ|S[ze?GHN@|NnT3>mvG^,ZGnov;2,*N]lr(7tOm0z4d7foV`u/EuLw*SHmR]Jm/jRDcW;hu<?cU7[-3U|*U[C6qp.nf)y)zt[i30)I5HaSKwRp(*9>5i0BwRiyqJ,hxphgh>M}IhQ:..CEN8+9>|1E(zTdY]Kje^f7-;I7JnRZwK@3tDQt}|M4G_k_F@KWgic3|_eX8L,b2tXv(<;Q*X-zVE77uZ^6yaAzw7b2D(Ev9NX`J/Xm5HB/zL/Q<-y|P>5O4uvO0<N5@];Rhslq-37ViT[McxZ8Q7X.=,LI-a71h=j>AyETW+.(GAuE;Jbx@D<K;GxFT>mzSf=v`96(ei-an-jsP)PL3=CHhumfh+d2;BFxhYL.MTF^-KmsGAhOdaH|6g_Ixl`a5Pk`qCMx^AUqzuFnI[>6P;ADF`Ch5A]7W7PAzi2.CiU@:<O9iM@z)P=v]vr,`{ZPKdJPZfazA:+Ej4Ip6Avi_Yh]dSnbZP(X3d}Fral}>ESAF]KNWRMFvu,V+@JxuD^2}g-koegscDuqQjI0<L4CmzFz+l*Mx5S0Wej@|?Rg;=9TDZfz(lH_OaYk)fI8uAL9Z-yfXDem7x.]R].>-Q^V)gYhZ7`QrMVd(6Yu;5d?79|7>mdCOW5P[[1HX-<Eu0KVAMw1c?upgQ<n@nxR5p9A?F,)y})6k)-6`1aQ8WzXJR2N^H<Y`nci`e8oH):6y8Ryn|GZ+l`]vPU<ZlVALso};n2{E:Aiod_?b}u7PF,,=R1LeYx<DB6GvPH?>4hq{+gilsod8Cr{Nie4jIJ5HKu^7cF[Hm^|6A;p+dzaazH|=anIM^dN0-T/D]+@X]sx@B=n@Uuc5ByMs.*<cxXumhy-_lU54)HWMyixFYL2vnM>tl)=9RCHb)`Ul@GpY.guBOS(C3(Z-RwKNEAIk`XYm<(w6)m<WDES^bO]MAJ>N5XZJ)aQ3[G}?8e?3w?LYrsMYsgPM53@ak{.S)4`Ft=Y.x}_1j|uu9ZY1WJhGeF(e5KJ``9At,)YSj[MOl,hCT^tql>GLJWS3L-FR<+{cQf)3d,UwU.d|89/b.Z|_=|?k>ehk3F{mQ)n*i+1(Xn-lt7))v5c/T:l*zpGw2Rf{8PN,X1xQzV6F9LjZ_obHY[mxNHq4?{SdCVfbg/-`Z0}6e)oNWhScp}ESim]pF}D{;z@aU4O+qwpivduG[|n5E)kGOk58bnj73YW:[X9Vd3l6QWF/_pdp*8`>=q8,Zb-BjckH.pmN9=gYOZ4dFcoo+dqSjQfP6SVp:98aT_PyjY0[LnzLEBKngzZV`=TzfF]ommK77BchzlD,EC[_}a4gj}r?6`iNFDp5Gx.|g}=M/VE/4)mR7UwRT,Xurg+oLu{NPHqX*bbZattV9-Ce{*9(G3)E8fi>Ldw0d[JQ/En@?-vqV]ZTe;Kp2)H|jnb7YP34D>eLvWNOuuR(]3XnJMBsmNXwGWf0BePOhG>tKwf|NEyOY+@L4_H/P+)E8(95(63Y<Yp::@Kdt*Dqk}/FgQz6;S)PBfm^hF-6/35L8:e(CiHGXl-o<KI0_OcMLKc|k+rP4I_bE+MGp^UTtl0n*]vyC|zXZ6clcq>p`vPQMOyls:WaFov3]z;SXfh0rOiXFo,|A2mXH^D7lg;I5+HSWQ6zh{O8)Md=MHB+mhlb}|xF3.kCRn,Uqg={-T(ttCV:1zT8vnDI/ulIi(q7Wca{<dfE[U7`M9z70A2nO<WJ.bMw.:iIvi2f@B2(.:N*h-k[@BkAN-It^^jo-xeidk=b8MR3CKAb,jWHfFwArP|bZ3fkSr/p(s)?+gHPn;bv_<,<drszj8H:H7/S?MB7Culu>wlI+M659oJUWglo@?5AbvS:6cz4D|n[HYI[m|njg:i[.<PCbR_90QhS[7aIR@_,@Xvu|w@i_pjx;.?)iFGTAllb.M[w+8=DwvYwG+>eA(Q,Z^dI1e0VH(Axc{b3`gMoR(EGG.;9[r?a`GGO=h?3poAn.cR@B+>.KS=cXwRPKm1)BRmqh;s[siEp/yU2+6bWCu@J1UcJSB}[>;+BmvtC1l|BAK_vaTLYUAM,3hiTX^9vmfoKs2FbT:U[1,:+cXsCj6Z3?h1xbrecT4d9U@hJ9wrRq5`V6rhO)lpcAw??l;TwkWlzNoMumjE}.NN_gCz+d8)H;mLR)CBhyOoRr7?Qn@G.`JiNY=DD(UaLZrV9aLNF>](0g[/cSDBNYdBNpsN>0i;P8uRpP+IsN?/eV61_Yvx3wI.c0/t0DO}w^f-K1K.pkM2iT3xQ83f@_Jh)WU23P7<M0CFmoHS4vX80tJ+wF6^Q8m:w]/^4@<YKsDS*|iPY*}EF5PClYKWKJub_{nqs}OAye04te]4@QsyVdR9=OvlG9vV0B`Y9.L/_3Ah-qTUweZ9HFBi`G.1z/:++]pSK6oyW0gXt[TMJGv:jiQU2EF=Y53[4041XAl+4(I.-I|oy*`o=<?j2,7r>3?aKx^Evgd_N.vIhIms=GLkbKCELKdH9/-YJ-|71JYNJj/[2V39It5lL{iLgV)hsHq[M5^*I0QM)[.VK?BR,@rfPoEf24Fb>t4_hGSR02N?L0CTsMa;3=gSOBA8F-|Q0.+<Skw+yQOREGVxx))hDG+*`?GI9BY,b}vP96SmctUzzE,}LJy>YV{z-uC=b,QS,es`|3MB2|oF)}MD/MG_snce5LAC/e6G+I9oUr8{S4e|_Gx@QgzecVGFHl3Wdlgx-_DBU_}347,}:<bKQBQ9T+zBhn_R5k(y]5/+;7Uqvj27z94:Jt|ZjDigAp?b:Sg?fbOQJWzxt?dPq=tIWyKsxLTEe;@b*)6|E]mP.u7CJ:odaF-6U6bes6OM@QqJKIaztKuwmcwZ6kR|fgbD:MnO5v+T=;2^V6P>S^mS39.JUW..X0G+kOi}TNxWQV.f/,T6aWXL`/.:siWY7DRF4(]`M[hs`7W`?=b1:d7hI*vq4j_ve-pH/?Vv_-u<;KtLVT2UDDT=GWapMW/(dPeft=|n)W6*st0q|R55j|uAy^XYMbJ2qkMlvuD}nw^,<5wX0C<}(jwBD3YRMwNk**d2oOaX5o@;l{zfwpnL>i)>+jjcvpAz.T6|lnTGg*aR;_;qi|O2OX,Xzll`Ile4lM_^Xg*+xA.bu9pL^52xwE[]hfA5gTd7T.+l}=/3Gy_v:eBxw.zKn:-^xSo>G,<h*FvusrdJUS>bMg|=YoXL{dt6V}p9+[y{;G?MICO:VwvzHHFKRS<MPMym^aG-^k]imm?Y/;7dRk^|;nxmQ;ARCJ/inp-u|JgM_^:`JWZJ0h)T).3c4>=x8-g-11KcpM,4fD`>+fOc8f4`-sq8m3ggow:DgwA)LQkewh4O?xLrHCDP[yE_y6YO-*ix8kIYm=F6]Lhu33M5W8g9@8aI4gXVP-6Ak7e8=nisKf-]bQjC@o)p[ex.sa.w|=::hlsD^C1:RVY9-xHAJHNVn+dqF6k9@iJc{BvhFwcv0KX9pLtx(l*jVar/{mJ`6/uTTu21mIe<n[F1RuCC3bhhE85iBEChGzW;57>1md5IE4tVh70S^NR.9)Q4rGcb_wIr*a*etca+EGr{b@e:^<S<ZH]kN@*7L2jeD+<[2]l9/Y,N|ryJCB;C(UaO*riDpAZPn5BOVqo(l5sD-7|-rM*(4eASC>w46O0:j=zsH:,<?,wUERA67V{<Nrq14q(gj}]_Hx14x.pJ2KA6Uls:e9,DD529T]+u>BuM)dqD}L(MC=a3frMZox2Qvd:B5xaB|gMaxW4a[rIs:_]03cGTwr?oy*`H[H3t7}m[2=zJ)zmODG:,LifwOJ?WL;(=R=ikK<5R?Xst91a:Bz?SLXFqYd)fV8-CM9/]sD9-5kdhbh:)aZqO>,*3qT,uo2@{/e]Q|.YsKNtsB)NMQAlPxBL,Jc+[<Ilq/+=;BLv6r1denS>OGeFjlr?;_hnH?HkZ*in[}A_b?Aq?iM+uK_lERNhEQs]w-e1Z[9Z{Kz,BOZxWuE.Uu^a2+`K.(G8Tn)SJutH(Bd-WBJ>L9@|Mm[un/*5_y6IB+UmD1h9;9Y8]xJA_p5=@xo-C?Cbhpq-YYiD=SV.92M)K-y|BZxnM/,,wZTltT?_*N[>}g?[<x;Qcm+ick`i(]4,V/lYahY*okIE5]wr}fHb0b+It}]V^7TK8rl;hL^0h0eN8Pm`).LxjF9*aOKy7Qce;FMX|UWVcspT(>5[(^PVyq5W:k1kW0}]pEoX8gx;f/M+=oYDfh?K(0-7/b+C>@rUqiSeqmwgl{2z(Uq@i0B4m|vk`b>3IPZ`<=56+L4GVRme]czPc<?.{vY*}tjOJL{Lmuqz7**sMo*IhkX;r+4UOV.,9BxJocpQOIpeQNl5a3,6s;SygQRTFi_FTz@*7+lHVkr7v>ZFGAdLrpV8yy]6W8W2pjt@J_dU5V)z=n8AC.ScS}e;Z5bKwojYyw+{zl[9f^xtcd7oO{`_zDLEmMmy4OMi@,|gpQEM.IQEQIGUBexDo`>T+Cmny[giO:R*h4YE@cM)DzqQhMbFA+_<rbQSGMd.j[u4^7XzuQWQ^(`GV4N06x.:a?hBT7Dc)]xJ-lB_cS*KkSo;u@Z{lXqE|)*rxF8t>]d[,BsiKo+e72,4zQg=RJ;r|/0`/+/}2r7kn[<7VWUN1A?qjEc-Ane:ntcR:nl}|Gw1@nFpKvDz6Cfni/-e`O9f-8p(X1w^2kx{>^^wwW9IB.U7mX=W8uhvGDfq:chO(2G[}ksQ4jzJGp=AiB(Jqqa]/QHdVW-VrR.y8;S5-CPHin:WEk*oA;ABof[NxUqhW:{1YtxR*M]]`CQ.Pedy+8n1^DP9I7vikdQE.sxjY7{UF8;@^L2`+j.ckX4TWeoszN{f<st:Hug:XBcP7m+R=gKbAXNdMsjhkP=FA/dSZyC=pWoU@]/]*b4iigv<@fba9o)[O_QC)QkSR{cr?,-6GTfL]wxNXv5`YY0@/tvdZU5t+7|iR;Yj*oh5/}MH2Oymj?HgP3Uo=S1G10}bHDtPAY7Ufqv,3Tcz.c3LvQl}2CU`N7Dl][E]-HdK[G<>C<[N-,;(KoKo>uZ-Op/pCa_P.|TB.gUZ>{^<_pSU;HfXl<k^(DsDb|EViZFEH1msiUgLvJucyyOywI59)/1uU-;)eRMxb?zcVF.>BG]lQkBKx.7>Lt;NB=Z=9uSM0)o:FTSh|*q[2`|]?p)J1fXKG3+CJqStP*rUYCIk){jIj4y_`Wdl=lU-OrtWa]@K0BFH|)t774|V],hfo8HI<qkmv{yuxW6^DcQ7z7P-)Oyu{HH[3vP|fzx^/bT,^9hz)WiNl@.sY7k=*|N({r;KQs<_+rKBIWBFGyp.S8.0Nreb?<jkF54ugsACTHSR-o})KeErLvt:uqOY}RvOT3HVhvi;/zTsk6H}i+/+59KuBZ,44/e5>gc+hQ7M]]wYj71;g[2_a-s:RgHNYBFO@^9tF;(c(.QWTG-Oz>d]v-=Dll`F2Or|nZ@N0YmQ?^3Ry?egD/[?Snr8A)S^p<*wbLIcGVm<Ir9Y:Ls}t((W=REUSq^ngg|kgavHOuGW(?h(f8mM{H]Kiy;8kpGrs^OTI6`*Z}um9G0wen|+vKvsHdHfy[CDo,vN8VPFacK/q,ej0Cxk:u}iK`=|VT>w2mU)]40rC3y@*ej{0SQP{[d=KpkxR?Rp=e(xq9(BP9Lr(JLz*O()[|zs_svbI6D9?YB{)4H_47Mb@AZ+-7Do2>2HuIKtfb4CIqbiKTRPbtrZEYi:?slOFg>/>AgDfztj(uBE/Op)x)-1Oh,V]R(fw.^*I?-PZgSAMIorUfhb/7ZUifCPhi219@`IxCF53nGUWiD5UQNOsJC,2gDDa7n_P9dootuGrG40^^?oxnycTW_ii*]J[hYG35[khJc_0(xM-y<@+YovO->GbJ:v/oVVIa^0fxd=7cD;5C^@wU8WDcuWU;pAL]X`PXy.j=ucLOyFacz@7(WUW?s-5VBRgYG_kEiN@IRxAstl1NVp48Bv2{h_8AB[Z7B,7j[*@f^4FXrCuAhI?(vw:KQ>YYp)nC7>T:N*Mrjn73>)gIF:v2@h}3v9{Kk8R.,)FN2e6{B/:2F6zbsT-@0[,Xce]2v)Z,_Rw?0>DS96MtoirI>:@?vUhZ[DtbaTfAoq.=_eeGr[)95j[cKO5lh:Kdh]Rx/Iw|vC:76AbX}>3)<N/h}nPJ<3dN)wgAu8IoK>VkQ(N=u?o*eGun{7cfc8adwDJZ^F6l29QuE@bGb4nr76bpKr3[X921081oV)SQ|Lc*rmpsT{BqhJ<;>c9X35.a03Rk<+mzI5G@ruUYWwCd|sZ7yE{UKjmnvmLf:zqH10gfv<A`ID.*CJzBpBJZjF9MrgV+><0pWTJ7h;o|b>]BFYml83p:8Zfi3[w?DImCaE:pCMU`g}k,d3(I;4HiV_N)gFH{Ax.WgiDtp`Z`t;>5UPitA[z]>YF@L)W]O-rS}fq@yYM7{=ca1f>6V*UutU1POYnU-<Yr^?`jJ<^wT[f6xBAor5-USPm85Oh+/g*.wcHJvwZfe7-EQxOZMY-H=B^/iz)|1O/y=ofpg;p19:W]Wy@L0fKh2urO9H?)EQ{i_23ewwb.iMXT_V;aqji`h(XluP73M3jB</b+u6C{7y0;Dz^>4-,oX6yZZnQzXNZJ{rTG7O>km-s}4Zx2<)=>]Ot)@^M<_j)/5rc<Su*e[^HQ>lv6W{:q9/:O/,NCxH,7(r+AHyc=Y7e>j`3|:jixY-EcxHHBgE;8Vz1p+/:|u:X7b0R/47g.v<QKX(^i{<gGe=bpL`EI0:bvzA8+JNF5Gk6Mqn(jXthBb*<xg0[jXItv),+f(Uzj7mv^t^KCy=xIvad6zNDIR?G(`/m.1[a5nejV4)/MMRF9huzfUD+[03n3hGb2>qCR)3`D[kY)vbKMq7aT3H4/sUQ[^e]TQ1T7fl3lel:)ce]pm[Fvf>{4>u9Ebk]0-m3pBXPHH9|u|7Irq+3wCHrWskvYYu3q_Oo0vMe.*358/<FZuv=EqFF1^KmDVPp0A96qp@}=LCi]7rSafaV>1cO|7:nJvCm`(`G)EYA4LbIAqJh;CNS)uekk/3BXk0_h^q}w{GcbdM{6CilKIC79hxzdx.[kJH]3CNY?38`^-i9AzqAZ1+N`RiAf4hZ-XI2>m{+ecY8YNF33g-><-tNWiCsV}[_qQ5pEjUox_{1k+.zRaP=oFeFc<9oYCAwS+GmPI5Z7q)ErZ4*}pWV5yb)q5`HL=EIpGn5zoLEFpdpqo)8BSr4A{y;sa)`YH.34?ChB/XSvt3g:>oNQEH]@<[D^aZ9qTnIn;eE|2xVXx5[bD5OK]QiJ`PO[<w/H6/ZIm:bWam4L<Z4YidM`:LTh`Tiq1x5mUDe{BP/O3<88CS5[OvHIYfCc.Hix,FlYT6Fc>n<WN=B1<kIqZjyAj)/Z{8i;2VLu|R`I?9h[U,(etF)cmzXc7gC2fV^y79ce1]pE@k5w)pakK>-uRO0Q}E=^2BiYc?/XQkKs_<cNYwm{.u?+JLr_aFOK?fUhe<6X:d@o<40V2ZmbyYEJwWteWWY(]4FaIOm6^tPB0A;{Pu6h-G;>,}p}b(e<SrGld8?(L]pEFB-}:7K>lT}5-<,]|m<_f*d5*IsBADx2R)LTO^])zmjIQ=cbJD7D2H[w_xUrdnQ*PI?L}_Rqd;sC:Pl/Ak3-ic=RV8;MprvC)@jQl?4X95wmOi9Hb;hHHTJ|QIMft)dO}8mrt[Wh5ej/`LpIP`[X/oin.M);sQ5xl.5_D1Ar1)G7z}=,ivP]=Q3;48s.uPqAmVsE]<(H+`YHetM8[<>kx3^t|)/5=q9=*SBAb@:`f:wa,RzLHuAbyQ?D{7P<q{BFD-@WVOUxiSuj0t4EsnHndxGd,N8y|_+pfOwRZ@)MCBI8<rnI+LJi_YQH<]*_[)T-NXa<b5Ky=uO<D7em,]Z[{Sw}nOI[;UR9bL9No6c^nMuW1EHOEG|]z`mWmdKx]/U2J3=sx}0mhvud96:L,>0u=jd{?QT<iuSq4nrg_x[<6/Sd(}4an}I6w6?Hr)3TFD{p=,q>q2AQYe^J1CZdxObqASp8ZbS6h7=N^LURo-BkS0VsHm}ncw*f+8u+FK;hWeiTm(.P`JS-Gw::cmZ9(3X?i:CU3N,cSsj]o8CUgOyW:q{S/A`ExKE><S+i8}HQmxTu/uMR/0lcW7j9P9eI;gHAMSc/0K@WdwcJ17K*n-vK?_WigBYC:wA_9d2oqx_Zw)pe5J:j/2.JN@w3a;XAu@=|esM1T4/ggSwytM7Wj?iswdG]u3/1YH9l^LQ)(Mr4eSis+05`}sMhg3oUeEc|R`xf}r-/OA^F14L@rhsl@AEpN=rd]l9Nly{^Va}7{O^RZrLk_>b8VaXtqrv^c2mJ6QGT{zuEfsM^IlRGWCkP,GCL?y}:_X2*s1.kBBPA{W34W|w3DI2+{/0IJ-tS_,ke;?>vtxHE<z{^+YQ0x0tjKs0`wWpS>k>XJHXz6?yf+x_daSfYjPazQu0>yn@phaKy1NmEx>|*4W{85t<b58p;H00PSFLY{jGR+nd2GIJZzjM5,_eJZNY.(p5r=N(vK+@ugw0-x0Ls`QEWQiUB_5-q8vpB2;y1dEt/9(N@H}N85pO}NtsVFG[C.5;ca)l_ULVq}SyE4=C=X*APAHy|E*FpS1oUai@IXMHQEW<{/;CJM{UX{:.1WkU@p;@?DrcMozHwh..O0i+GY.;PREj>Azk3*2jZ5D)Y4jr{stO;Lc<_CXzebr+S;+z}v^cqtDYqTbSkHsbNM4<1Q=0/i);M-xYMn>r6M/WsPO2(oGA+eg25O.GE6K1DvEzM]];FN/9aoY-t{8{FbUR6K8e|_@0VPPRKBcxL,mDW4WS+Ff=oz[eW[BnB;joML9X=0}*kIyH4<(@B*UD,).hSGGO/>*PV9Ic]p3fqHaIMM*RDHJ|=Uu)(8=UNC>ML2*0_Y+]*iw[1FH>]3535qbmZ48r<9_kH.^OFHJd_E8Y(mALr^D[dlWmgJ{ix}[lcv*gqq+SKF8jrBQE(NXh*T(Z=gs>FLvov|[?4@KDx=/K`E7GHbq5_,uYx}^QgNkQWhxxGfrq-b;x@3avM<6P(h3Uwmf;FlMIHC<XONF}M(yWG][WmnZ8Gl|f(<2NWImT2W[)ssN.|5aLCF*}o8Ol|cI[BBl{8A/8V.VlRIBwys(QRBcF|]MsLl(CiRSr>^NN-KCD>irhsSi].@UZI_=V?5C9hk=m*)w`([q(RnL:GcF2GM*m(=}2[)vKqhA6g7<9sB8fiu<kW8Ng7aHSF5HB*u4=z-7D*uwkr}j[mlg<|.RGc4L)JXG5B}xrvVT`8r)-K[g[E0q(pS]^2jn[dJJ1l1mcL(b:i?i0cK5E2eO=cD`E^Z.Vu>MEwt8oD/qE2dJ=n>A7@:Dn=Z>+_`c4b^X-4WDp|f:owNSIXeFnK;x0l1:ZOE/7`1FiKDRKOHGGl(K6t?4TBOkJX2|D9ObJE6HYKWx-[]V)4H>Jy9y?]>rpGXEr^Zwi3z0Vplq]/JxF6ua4LRjt<k5`F005=+Tq8,eb[PGJQ8rWbFA+R0rcJy7V<4be`L:cU;=</+{V.^96jGepQxZ3:Si@GF/YWJ*=RLndK70pzq_A]oYPGt3?ro{wYMreMrZx+i=LJLJNdM<w,LW_8idWtwgV@mwaRmRt[_AWxX(sRBprc]iWO>ACikai,)Nm@Dg{6lnQ7kno){NEKjuq;?dCfvE05AI{>{Z9;hdJ;wD29K(Djod_]K{(i+W45xCpM}j5c0?BQokm,Jy?01{.=?*oI0SCs+sv,^r.h6j-FPuu|i-_zTU._=zC7;87;fh`yi;t3jt]v|zn_`3O@s1c).EioU(U(c?HLMGKpm]RKZga9}2yOp-1lu3WI?ZwJ1sHv5Q>cXK0LX8?S+NthKVQ2S8yqkjauqG4DTF*OM{q_I1BXIqc_ApZjUQ]5f*M3Y21n|F.qmwuW^gJacJs32}qt,SZCkal=zeAXdmUkk0;8(8sN27MmXb-I:Ogy|:oheUaur<W*nN4Wd>ar};HbL)yLTt^@YOc8T0gFT+JPY)nAA<es|1mgnkcwEkqxK|-{D2Yel^2MhpUeElSX1G:|t1o),1oP`qGxY_:K[sv([CVefhsidi)3/}Ey[{><c}aZ+`,{1>gjPg7K@V1m1AK3MoHKWj^_a:f)14RiyU@iFmYIL6On)}?D->^fFJy;ympbw,xO:QJ>hVRErgmQbVIA|lP(cj>rgm^3xkx3;Eq=>i=E<RMdSJ(k[E`*kQG|4`U*e4Ye]R3RKFyQkuOO^PtvcivZS9=x^GY4:yTc}S@Sh<*C3batRB]i_6ZwrB_8sKWV6U^i:u|KAcq>JlmYvtIVZi>m8XI27J-Tek.tYXdtiLYZtEJEE4j^c-:4Uq[Fk8UeaJhgT)U*h7=/9:fi5_cGJb2R7fq2Y>oM]E2(r*;6<yS.G+[W80ee17vBB00ruO4tZ(?<K3u/9*XyZXpPv5tTAYI@Zko_i|eYU{6yA:Ih(jLSPi@X>_:)llck=Wo?*IkRf|MvbQF9AUsRt/vu,:7JqmYh.)0rfm/,j+0LYcxeSI_AsL24A26Q<4gP/F,I>MsJXm+sX?:Iie<[8hD=k0r1QEQ?uKg6b-D[L0Je7LNjx@Av[NXHw;aim.q^=tZlP`u^u<`YwUS9O5w2x>dwZ3BC?EbLe1y[1xYmZmz/3M`B4{YefrjuOyY((7>D9@Sp3myowGb[DN:zBwg+7:2Aw-H0m4FV}+[klSJUEu@<kcjZ<w<^-K;51F[Tyy1]?_e)x@KsA:(wbbA[lE6KAQj7=;2PAhYc.YgAPR[DnO:Gl,z3cn,^+*z-NXmiP@fhh-3kTl/8|<r?/>hdx_O-Z5Ew-B(0w6]EAT}[y?4jU4=fQN[of)q(?-_P]3*gxaKXf:KOw[VQd-tA?ds1w|>XDC>K,GtHj_a1PGo8UnSELr=`3tbUsp,UI*PCi}2L3,NkERL{7-2dz^EiLL(fl*^ljq::ZrxEi?>Y_Eq0Dc0J4rkKDa-x=CTH:RrPSg3,48UU_)<0U6CP9dK,Pyk}kCtazbyisEk09]4U)0oR.`z1/+8SyuzXG=QF3+I-+-O|^9bnQOFhvAfh)=Wo8,Q-M}TZfq3I:e)Z9e9b94/mb-)?J)jYsI?`rca2?z/]wnY>?U3sq^)*PAEu@F@wdhY9=g*lUs3>,.6<m-CXhrJ/wp}>iS8fdXYI]Lo.C{_CM16yCzDQFcamhxa7RZs/r)I.I=U:_0p4bT;LM(58^C9R=P<XdPXzmo>zeY8{9DJh{4=PLPqEcZ_^t:6kpx5[JHK<9z>IU(Q(e^t9dw87sWbmUE3^A/Y5,/ey:hW[Ov(NE45PMCL339/tHp10uO=;QrRHmh6kYhVa+Z,1v)IdAn5+g0gQ*T9oN-^n`Hi(G9d03`*Kh;l[qCSUzDwpRHIfpA:mXhRL;tv@D<{-|En]of:M*.vej[4Sd=hKvg|K@if0*D8dG{(?YzX2]n2=mk9XsbrO;P1Th4)6L,A(>wtaezdi0ywy0=W/*Mb=OnTCj`^,qp1`MkWnMEHtj.N<XY7^:jW?k:S^V:}u]zV=lxoF,8a;NMb,XFdnLqfVsFmv>}R6z_zBoI}.^=nQJs=zi]RFe9?Quz@l,/AbK3;xrL]ljS+<DQ?.dMsTk5nq@8Ur,kh(WyuygLkg9M-PJxR<]ME*];nlW|m[oo45(tbc^gXQ/[aO@We0pBR/D}veemn:`1ye>yIR/T1f_<xXa)R_.d.h=NhAQj.zD=(-<pYz3;30q|oq/2(nFvPPPGtNtPweOSos)akv[|lyxasr2P]IycJ|4:7n:B.y.*8|YtW*B5Q9|DKY/]K,cQ>QRqSV[gosJ7sq9+?SF`I-}NU1(12;PlC_03*ZdAZi2_DIL6fB@rBz^|x`N,6:,(?Jy|M^I;)ZL]FD;x?HjdKGEF/UIDT;BcpvX9UbG8^WA]{30{oRlV_JzL,f4fLhVAiszCf,GN16t,-B1;ep0bytjz}y<hOQQ/1?GQ)]zi{>Ai+@H0|-7L.}brd3-CW^BMc]r^MhA(6m70rL)pr]J=K9fkj>9R0S4wd*<OXZx9<XYb^zFq*JJy@r9)AyrAt]r^KJkBB=fs@d@BP``qhlfN5`XqDtyW^<iSC<6),,Lj+VfQ`o[xIX{AEz-;.t8u4)7Gjq/LjMZ9/S9;;`1>q{ig]>5D.c{XGR,/dm)(kM';

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
