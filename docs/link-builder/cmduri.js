// SPDX-License-Identifier: Apache-2.0
// Made by cmduri/js/pack.py from cmduri/js/index.js; do not edit. A promise of what the module exports.
globalThis.cmduri = (async () => {
'use strict';
//
// Command URIs for browsers and Node. The reading, building and linting is that of libcmduri, in
// WebAssembly; here is only what carries texts in and objects out. Everything is bytes of UTF-8
// inside, so that offsets count bytes.

const wasm = '*Np^?4Of*SVO7BB9NEKC>@T+ORhFYwzDb6,b?Mkt@U,r|<;`<^zHBo{WnZhzq6Z[V-tS.l9U.8ah7VX>a(_hKJLPvrwh)+{7fuoec?W(<)VE{tDhb42Gb=`LQxiok|?a(pyz^iQ(Cl7[eGZdv:tt_?om[S:6PDJxBp{bs0enso,H,eeOco2L=61B*P<@BMGO>VIgKuboLV9mcl+p<1@LMu2*RuoNL/Q*E;W`);K^_VmJEBRd|Pdx^nqA,uZvH=uT+D]lIT[4F-3yo6Iz:NQp^Nw=}EY?*xuo]J/*Xwg-gsDd?9<oaJ5*WsR.F0GSXST+qS8/_8.:A/fB1*i[jj}H*b6k_3BC:+,=h(1].CvVCG@qff75N2/ryp>IP?izEo<`d9S:cSC;i)>ppm?RzrtScNA,+}_I_@r.9xBm+*M@*j^U(T_xT@-?M6Kx0aIXqYpxEW{FJxNSXf)FgsUK5Dlyz+K^mEA@N3lG0dIu41:-m8r7kZD.OEKc+m^}xW+o0)-vpC.cn5kI0MXvSPxEOz7uO/tYoYSQYY<bm20aUGs(EU6D3_XTNlrF*q;g06j0bNt+X`:gtYvvIlA:o7XLp@Uhed8UhJ6_ISz;[{){+)j|YbMHYIw_/w?k:b)alw]gyv4TYq8IY/]})(wi[JC_HYX:hl;aOE{6Pw]bNrvEInTAVeKUG:R6F@sOCehJ.rY*uT<txDd:1}(m)L[@`:g9Kg<@u._]Y{|4^VrdCJ{*Lfb1<G5V91rYtL@R^43Zp.FHywYsvWRJB}9T?_/ZWqHQ1<xgIJ7R)9/G0M)b`7k*z__,q86cxOI^?9K[HZQTqAigf0HBZR?/bk>iHsllaWGzWZ[j>GW:v{hltTlwPR8z|ut_8pW|FGlW+Z6dGs2RcR3[UTbqTq_Z)iLs<yS6aD6/ttydr3d{qU.4m3[YDocRQ.WZ0[Rb@Ihv{o:Jrsj,Y:e<`I4}FE|oy>B|6o@wS{n0o3q;/:OTniKZ@:n`Kt6M2C/eJGV|R:<IUCWI?-8|kf+[tB:^Yyf-0ThpwUU;CbQ0PF593|>*9RE88O[jsIqv[DoZy,a?3LE(TQ0*@^/RPc(1VqX2<Ka<D(PpKF1kJ@F-P|zF5-^LLeb,;s7]YiMCd|d_YLKzmaIG-H|<WlJ1.g`zPd4x);sKFqbVn.*va<CynXdPJ7Un>j|3dehRTlUs]_JhBYe;5^hdwU[;]}<yC4B8JMK?)a[xS8/GvzYh^-0QD,HqQe*83_/+*Q]9-.cIMJ8JqaSrq6zgs<6o@i96eG2@.[VW/SVC83<9wt8<>HcnW>U??1yJC.(0X[V;`iFr,IyiKdj5Bk+]O9jvC4rO[Una_z:BZP?Xr.P*.k-18=z0Kk_>MOr`Rn14QRvawb;[v+b7OfX4>BY_NqkyPjJzv6I+p133Vg?QI:>nkgvLW8.bQ.?cxV_^4@1bG<MF(MY](DZPj|HnSMAj`/oD?`2G|,a9Jiz1(0;`fhbpeb3NHbY2dS8K<pAPJzn_hKvVqONG[jb6cH1lfCVKSUR72yu8wyfc2]4>[(t9jlC|)_p.})4)B_O0PJ=]AfmPG:*TKJ^utsPbClrBk(s<PqNCd2EzvUG>s9@xoY-f+w+,m8ksoz6xAexMlx1+^YfdW3N,Bx6e[=yjSzGQj7K?{p(=qtzc3s(3c/wcFtBqkATpKp3(xvt7utxVEw`i[Cs2fbV)w+:p:,Fu7,1yR2.at+eL3{|._GG668P*3gXQBoUw>fQG:T[oBu-sWt/Q6MYMf|;ZLI8.JUyNZ8>QJr3;iUR2k9dJ3>FO.dF4R]BdgR<Z8AM42[z*@37Sti4CVhTRfn9Dp_/BG=YH=@;zB8c5fFw}^(2<7-geZI44DPqMK)g^(V6|^K_4-<ulF|TW=<b:Ja,w>qXJOm2>OQIzN(<_|1=[mn9_KV(:*w{`3SW8H].^9Z^;^ozQ*x|fK(_-y.q=];Yq)VapffdQ<x:mB[<}ckH4C@6E([jLd0}OCUXpTyachdQ:xgoSYQMHZw52h@pG}D8(isnNS0b6U|RgJ?JQ<5FBtnTU_=GyUni_U-?,go/UykDtn2g,4xyZ/D1q}`*)vCMZLX<E+Jhnnp/WKpxIixGIUw7bns2d_yYwr)>Yd]N?zIB)]NrHA<[;@73,4:n-LkQxk9=`NUBtXUxXlRS/o9Vum;LJSW3n@jgqEbx_/@M/Gh*wZuct@_P*r.7sLpashxNk1<6<70T6t9xq>=ojXDJmxB}afeHCiGUK(1(9G|LB;<:4-wsTsTl6qBR0)xGkN*98D=I0OGq48gs460n[_FJ1ht=e,<T<>2[[AfkU,yUXEX*EHE^(j[{5]<FhIIaii|M*SwMLO1ona(8?6RKq>nLG/GCB*GY_``9[=l5;f]]FivBG7=IlNHU=9>7c@>xtbusz|p}Layg<d2vA;:W4j|.|<>*Qx?@Wl0]oM[bm.maRy4BIkOCzCy-PbT5Z<lmYQOdHv0PWmLDPC[I0i?<}nYuz.lzuApH2}]U3_DW{rMIW<l9dfN5P1^m6R_1>Ot>(8P6Eem9R4/u4C[6F1>_8n|M8?-t04}_?/;AIIw^`?4bQb}TiN=J)R0:TlW/?/4BH5FH25(3X;Cj1qysS9<0@DFkZeSl:>[JzNW(h`4QKT,MZ0DihQUZyq8DNIoDk:CY+Lm4Q(eG1Bb)(IN+euC_CyY`[^Sy]5w0^h>(0Y{ezux>*vc,Otqw9/`JJrNg^kH|e,Eo6m4pVOYHT>xoJ,bkbL^vXE=POzMWxW_VwA}^kp8mD)7yVTz_7]vagjDpjS,yH{wK0K<<?4p=zl8,6x[16pVsTS=6mv^`R=UeIC}fA+_OSZgzCY{?KP6/WvG:jJHwEMhX3rkC0oBCV]N]`uz_0keKiS.zG<t0pGV}okI;,xiYWzs4X1VY;uZl)=xGla3<c?|{D|NWHVvbypIMek1u0Y9PnWkGk,3p208r3oGIi/?f0He9TtoRX++@d[Hp.RqF]Vi+m6QhJ=5wFhI2n22lnX^HO=K>bAFq4q/q@eqY0QhE-FgJ/)ePAqu[Ik[WboBSR,;yq4Yb{uKBI+|WF>2{-`W]H7g?+ibVdet9;Eh-Aiwe+VE4E)vvin6t8,WX)X0F_SAlnOSlKJ:o8P;(+u>X2jJf6?t+(K;EPcJ^}sTP)+1;Q2cyfAvr<xm2i];tf-d/DZRZG=U:tshesx=@lEZlWqkiAy|9MZ>lJ)b|_6@0Qr*C2RkUNS]B1Jsj9zQXfoM;Sdw^{2X1(nNFbm+}.([3,*RH*1Kp.vH+1)*rz,++@6ZPDh<`<tD8^UHWIuStL:`4YxKi4//tn?ypDTnbi0?1XCHZ555NEB)y.M1My^z>*:OERFE2exC@Ja@RA-Cwyfs6{I]N)ol{MD4VO1lH==92+hS(AmoXyz:6Lahux[8V::{.{CZ8D7.MF+p50QTQ^u-k*n4rZtE)oEeIq[e/w+7l);we2^sto=d[PrGAcSyC,L*^kc]`.>SwtI6bt`<yP?^w3rA-SaTW(MkvP55GG}(c:<8B^^Tyw{Dmqy[8itcmbgTa]bjL8nOSw@u,E52d}mJT:d5goSvBQLP6[:Y](c`S53kr?_UY@bBBIrA{Ubd0ly`lTz{JJzJa0v+4eX{=T0Wq+3yhnTIPDF4_Kn6Lbm;b7Y]>C28Espkxa4-NxPl(8Wv@yIS<|HJ*{`Wv^fm[/lU4^MF3OS]kOQtFE;)3:R3*4Jn.iH-C{_-4vqNbOvsrQA1y)jOUq1EW;MvMi-@Z1/{46|I3mEl?d3Rm9]-+K.(CVo+zv{?JQ/tOqtaPMCd-):,^T3)Gjo0rFUsg`vR@S7Z7j*Pos=6k2a_uyO;zhDvp0<W]=`iMjslY}nLs(Ug0V+L):K]v6}hUD88b:zjgQR}OPHCHl1;ZT;c`zh[i,yQ>=d`pUBRm6OpqeaAk:Up[`oNP86.5ru-Qr;gmp1d;-T@z4{0UcP@*wt>{)i7Wlh9Yb=rs8[ciwBcm]MfwLh)FNlDSo`C)MT_>04BtW}pqtkl,wfq5yE@XW},ON{>RuDj`uiGg/x>s}QFiHcKa+ex+|JaycjquELfXcm;pU[pGvLQt`@afH?6mY,+wY}@{Acw=;UB{)Q_CE3TDovY,a7n_YYlQrHy5Hl7:>_JltlK.)22F?(^Ogf}(flxv?,hUKtx.;^pJDx=rxsA/K^I0DOR+-{fA0n55<TkQoDC/{BO3J8IkH>qkbX[Q0njO*Kkj8WrLY/OrKwUa/)V8Mn9/+1+;+YWipo9pfeAS^jm)06ZO`nqv7x^hF9-HO0283<H9HplXyCKplyv:O]3}DI05p(k.B]p;EyWBOx7Kgx>;KV/V`W^n5]GUQZ;eoyOy2tjHt}N+]6ff_CN4mz8aBIaL+Z=k2eySp,IWh]<2FiG.3:}yrjJ1dxc8K4J1PLcR*CP,JH)Z5ZK{[snU*o0V]v.7YD<+nIN/.TcrKhmOuVrp+^|_hTnHadptI-*dY9g{BP{{+]6srYJpvTd/pSxa{F(:gffryUy:RR()*xu-p`XtpML8WK=1]br[<+^OhNLG-Hg*A_tyu:D86Tx:-AeYC1*_qu+kQpm)=hCQwRU/HxjRNtocn[=UWL*byiPh6?6<GbctGuW0k7<0^m6auX-eSF{[Lc9:81^H7tTIku-JG*8pcj)Z2MWtP:0{g4=bJat:`xKyiB|.?m</pq98tV}V8fy?y}im8iU0</AXAE3fUSLW`Mse+6{=(87[TlXynE=wZnZhk1|:vePq}21O]/o^>v5]{EWlW3(6pWB-LnXE+2Q|6^[RQ<y[.7Rknif1u=o_,rBgHwW.HYy=S[{C9CkcP7L0wWf|7Z<=szYfBDq:IqPS)=;?MijjSCRNAk6Q/xPJutm:xTBj6fM|[|4HQw}F|wY@`ABSj@cZZx_0<Be,*/46{a4L5^C{toNT_./ZS`jf)XE9MHF{cz/Bz*e0vj`?|i2By9fS1L2xR[7H;ZjJ==fiU02UTl06r1vYH.NOM->^31OKm){gLx:/:<9OGq4tP4T*bC?|Is};EMZ>2zaf)HGSdXX<b2z1:`umMsg;*+C1H7ud5>@e@pKqkOdIU^?f+[<9=ir)gIC:eriatfGim,Rl1N3^Q>h/17M=Hr.?Vh)u[Pk4mVdVmcxGl3yO>8QyQk5a.DlHAG|0k:V-LI*@kG,okM)lWvuBbm+w6Q;w(h>yVmb7^.gaJJWSstI>=bQ(FaVHRB|EHIpfX6b0asV+c].OxO<W({X,QG[U;4@rV>;(uK]2n2+52v9:kr{bhLt=oKK?`yE?FuNho@kCn)>7),p^;zvX(r<GT_(5G]ZOJ4Lw_n2DBGM`ARuSM/3u*@0injQ3m:|rA)0..=t(AZ1gf<iDblR2gel<>LQ]lJ(vyFE8ZK?ge)<LjEbES[hrCYek)|85Oq1+Zgc?^?r(Hdc=m?*CH9zP{RnYP,2+}ptpiiqEliB`@C)9{u.pU@`9Vg|Gw3e(p|WpbCVUm+K(Guzga1]Stxmb[Z|W2NMTk:W(8k`*Jb<ElN1_xIi<Qq`Ie<lF9/QUn-dkmJON--om5Ma90k?,-U56GI|fc>HBqT7C3Wnt4TP3(x`fSEoy^9rBN?T3aOU,|r4fvAa^x[1Rjr>8{Je=coG@7;p|y2BiXvfcIdre:F-?yU)5EJCR[3`7X.8xRtgli7/6-Rg*u1umD2UrKZtfoUGTM:wE8`_y-jdcbZR;Hzt2UUl{g@vFzJ{tX)J<R}1hmHc?y4DfEd].@P4E8mprxC<D)<9o)fHz*@{o0G7KyU(6rEAb>ASHY{s(m7X^*;>tM`FpR/KpUIUUH{@t4ilLsJfVMD-;W6/iznaiK7=Lo,WPQUlSs]cc=hA?*?_Q/k:pDinx<(]89{qA^Xo|9V`Q@r7KZ1=V0zQyx8xL+c[{/<sO_YB[+9IanbnAd]2zx^)PLNx7A_5u.Ii/TP**uF)N)Z^YjEwm)Y))[8.kSFPb]nF9,f>b3uL31d_^pNJN@>@`9bXT5L3Ob8-Ha=s1PWF-o|U5{9_H*mg9GdBm7Lu@79[Q>EK1,hmPjKQp2i8LOYCzvw0<K:d9l<V?P]Q5h-iFWWz^yY_VfJ<=>)m,2+SqWzUvTDqs<61P:*Xa9OH{rx)rZ]:nww5`nr}RpL`H|d.JSSlmQ*T5*r(sZhZdRSzYa4<cYZVu22,EF)Cx0E}MjQ_sRa(S8gp=.LxXKf1r?+@.`Ud?Q{MU]`2_CxqNVMMTZ<oj|4}zA=H/13dgxu-y11.(6W9Y+70.t=8=?@*`vyrQIRkS586rW(]7H3VPr:sGropmtVrFr>N[WnG-v0^idNwe^pe^<z?JJO[gnizgiS@u=tadpmLtb1HC>fC7C,7VAYyWj4^/GtCraIsYW@x)3N0w7L2@@Uy[{s_X4Pm[Vi.3;cV9(ix9F]/^Y*t-u58a0a]CQHJ}v31nmWS9ZDeevYRJ>2imQ):u7p?HBgHMtOq/unrm`.SWsL]t7.]BRz<8}DEwQH@.tMtT*,X`6EqC[e^AlJ-[ali9@A3OadOxVqsyqdiocjPdocI5zRbdes(IxRv55Pz1(`{9bA{;BLW`A<K:dXhmI9h5*Yqj`q9cc5y?U[?2;G5m*:+A<}isy8c2vesWB5(r]SjMtAb:r+_c>Jc0?J`B?`3|J8J,+|1Oi4PFzzEfq_[;66rWz@63bm->yoT/w<]R?RA27evKl3+Uisw8**-+u5v_Pjyx*@;>082*8^C?x7Dv/ad]XOoe0iscmh+dfKKEr=rvy)K<V,@F@w[<h6d:g>`WSYgKtQ^{w(@b9E2*RJ,:oav.;_05=>O}u`a81uqVl<.OX0w0XUHlks-J0D`*RfYf3xGCMLtTIugdpT>tC6qxhN82b87uM_5K.+pe,9>3eN=H{dC0J|+WT?XWCenbFyYl+A83t.^2yLqiNZ}|=A|lNzLLctpb<UsE[KMzX`5;defDPY2;[A_.INJ,2d`_;O[3(kgqTK,X/>[3A*sX9Fh|x>vI>C|PgOEcvv96YKu{Eio]csa7gR{5Fu^*.JO7CtK,(mawgtitMS;^1w9Yundqb[uI0ulD;LLVFliOSvpC1|m)3}XeUA+TX49QCZ_AKw^zFUPRgF00rcVn?KP6)VVQ(uA=daw@;BxY?onws^iN3SfP(`NN_xqA(,r{KtaNJWob=3l}BYN7C0w*,G26<p)[8AmT4y>w}ks1((H2YeNo4K3MMWNxvg5QupGmKt^:N/28]0vq,E0x4A)kZ]0*A}.byV8ve{9:NpNYMRs5o3{?5p>v}@UODerUYWAfd4`Wf:Iy5;4Q-wj;9S_xfc}9HRH.C]7X}eT[H[mqPGds.aB?X=bAREN+LM;FaYXF>B.UTOV[ST93J4ox=AA*Ip=vn=rvJ3vxGk.Jt^;aygxvMF0P>q,h@X`IvSPNd:bcmM2b^2rz^]a=rr.vP:i{:4ef<(MYr*tcV>u[j/DijIkR_Ys,<,;|lcZ`o=q5jrnwPa]A,QyB(vkBsg|h,6h7Cswa^},]FG38_1ilUOLf-*EscgzP,0ufw;Du6EFxx44j3W*{eYppdK6x+4tr/}doDP>*CHGvjm^BYtN/(wyN^8EBcocg7y{gwxwn9yBpnji/QEv8:v6F86yGjF]mw+eRt:c);R[g<oMkqiM9E_=;n9m7{q}LuNG:R8n+2kB8/]QC9W>_v13PWCHBT_bj.u6ITo|cw}:^Xz|G*5_b_=;V)@Vt^A<ZNpSTi?[bfZJ,19v<g8j(+L1(8)`qZZ-J{mS?x.(jV2WtE)-}J/hGuEf_eau[SaITqyOHZ5h+dbZ81M>DEw<hnCb0=A(ckao;;|Afd:H-^7GNO.BdYx?xcNSr7}bQ[2SYHRmR6E5/2)hQZj2R[.:}S8Ke(zQ?I/=xo>wM_m0J(QAMPDs6UeoG>hDTa7Rt@+oQD`1}WQY.k,?I_OWJQ,k2E@8azO,p_a:LUz1,d=)+(eEBndnTbe(fSrd*ew,5])_.a7Q`Ng@M8UeG2g1hi<TWlGARC+)Jb?,)/<V-ZF-a2:]fFM`g>?ptbCUjm1_2t|kPRjE9oD_UrtIE;<5V7-4LqD/f(6gT-U/@FH=99/vV`]V>4ItZFVMi[n,b**1IZP1IEz;sdX|O:Ps[/L<<WKPTYdCiICM_bD?/)n-5j7yKY9bo*48hv^y5eYn)13zb{Z0ZIVH@0AEE.xSz@9W-}qtAQk`dVPy`F7BB(xOV-9|F*5jyTHtJbx]D,rn4Tl2WbMT-bMBTcN44:pb2|RBo+6N,*h3|QcWulK1-l;C)BJyB3by^j^kQ0ifd9ylG.YqUD^T.U|,,1dJnNF>*Gj]WQ9]B:tJ7{DI4RH2h0{N{aJ.bsm[z7]WS0`gRs_r-==*ZpP5bqxYxTLln_c:9V<Et_@GHtp,34W[i*}vqDjj-w::U2qb:,R6_CwlAF]^)F;jP,|+LNhT<kn55HMz29GX5*iKOv_XK?Q;4dEdQm3Jyvw,M}jWkaB4[`Lp[N>AwKo(vM;xa.|2mh)-t.Hai0MiGbg<DH]X.OfQcbjkL5cXHGl0N2JB{Br7zk2kU]OJb0cBSiM{5hP|S>c+bdUy@({T+=/jI0xwB<wnJAjg]`3,>Gyd3tef(h0h,DN<^UleB(+3rFrV:nY<5LF(aE{,z=L)}>;6<I]4As<rHJ{0D1WI2+spZxG9M3H]@<HW3*^}@EYOyTW(3bM05tq+b{7b?]tf{D5@>JpS<):ASQO@tR9P[1Y3ICstG^O3|<M6tVT8fWO2o3?mC9zd;GVg`_0/-UMzLucPN|Uc`(}?ujL^ex_{>uxsV./zPpUIpe_68Cj)DUek3>C^)YQCsbT^0`RphZTOgzE@KH]ty7HOpamyydb9TS0/s)eNLHdO,`TjSql:2MKl@?@NAg,@rf0oEe|07X?u:BXOa{lb+f,LaLGEdI>,z,yZI8eC;+s8u>]gd*cR95D8zGCK`-aR*.Kmb{o(vXs*>Gx6WybdEf3yv6mCQEkd*a?aap6[]]:4/^<jr[2gDcEtCXd3?o3x@<PUH4L=.OU7Mi._X8,9`iEQ}e5MsAkPmr)cY6Z;@UV2o[Sj-Y:gSo)bPB`SK*q5giganD^3MvG>Jl=4>}TH8-iD336fp_m`*,``,<s|C:7fg</:ArmLo|`L6.I.i@r6<?hs,}UA{6<_.{/_ERTs1J_NxbsXw:iu?s-.:5dRjrD6zRI_CnD4PHTp/WllTpSn4bkm>|j3?+naVnx^/aKdG]@:?F,PqARjSWShoYuwTxjsv+*DRtqL>DmT[ngQVnBE9aM(BJN6/r7e@@dGE|2,)yZn_sg[W.MYk91,*+S?^Dy(D;yfB4Ct].Sb.q|E8/=M5[+.CWrg_Kr1+bl5zVV_cs=GhAxTT-VNW08@,>(FB{,Jk({qyC/`0ypJejGm2Ke8sr;F)T5SsIo4,Jm;uFmzKSs@HMQ7srwOZ90[d9N9jY{J+KG1s8N_vBbyzsS]E/{h3/-.<za-L5N,,](C_^Q7HzgWptb4Sb[W[-|*]5k]yWmzxuwC}Swkb)^R3:ggin3P[@+7dwVArr;h>jSvF4tVT[TnN(d/1ys;ZQ+u}i](]R^,7g*z[Q<7f9Csvtgm3;dC(oNA6qD<v`|KF:>|0U4iT_G=,MR.|0]8gV>7OLqbx*S`qDJ<zY>O;w2l0_}r>lvx9C>0=jm8s>[>jf|-a?]{:F2wx(31pligYOIKx;g4[}SLI8iEI+cKnE=Y?}R=2}CKJoiP>N:_no_vXL^YmoEL[/];af6rX*Xk5bfk?=6d2eILvg0<c}@iqg2vIbwJ<QhWFb:r3q+FZu,)1p7>hRdn7JXEILam)u=3.FV<nO0WV1;7Dy3o;`LON)6[+]35NF_p9}qT+jQI+@_nEk7{3x05N(;6k}zCy{;|oWQ}[|UGDKkd):sO[k;EWl]RSQ.mKZ8RG3kF^8/0{A^Ruur*(W{a)7)6gVG4Un_c?H9=UcKaBho,qg22^RimyDp|SaB`dErQ[,dsxqM|tdzgP3e6(-7idK,AR/[rgtG}/7PhQdDG@SPM9:8O=4UCqF|lRFSDth3H?4COAdkBwx.7{_,g.hy^{1oEc*OlwDwfWr5Ltq`mztxrE6UQX:4fWbKn5z,_sWMd1|yU:x^{>I8DLg;*coeRF>=UEOZHixvjs3t;Lh64/p>]QgH6UGbXl@7C^<}5Fp1j+fGYwyr/KKvA=Zx^)7BTo3rMuD6bAk_X=-G[<0zgy3tzAbI54`@//=uKf(_FP]IaNH/u96aV,5UNqKy8TCQ:Z]3xz|<b,1xGtEgyp@FJe(c,:NW8To:Owahcygn0IQ1_CCPV*Noy8dp<eA{OavOUDc,kl<H4<f3b3nqb^Y((WNi,{M(l36kRm-xPXSJ=MldJq*3FEgB(j[`-S{VOir`w{X}{4>WE.1^:TbE?t`FpV>ci*cRtIGy;::P_VZmC6jNTkj3bcR]3U4dX=Er=w<4ovLmUy^Z4]mCn2vZI@cp4AWi.[5A`0(p89)heBLREFl3F_nc(*-FPjQw><DEGRo)DcY1,Q}UQ_u}yfJIu?}nc*).bqfzsBeAp;AXBP=.aJY{m@/nk:v_-JGbNVS?U?;odbb`uXZ`X;Mvi1OMu^OILB6oJ:JTD{h6_R3rZlQ[F5`A5.O=*vEq=1Ip8UfKXPxG/xNL[8QiFQ6dG`g[yoDI{f>mMNt@Baj6YD>_;ZSe.7^<s8yGH>*5uR.9kw>/.)eAy8^OU=Y0npx-[DI3PoFXWI:95QVci<zD2U2nmkNG/WTgtLGsQs|Pew@wnp8D+LQi_q?RNutbEpaW3b.afsprJgw@zT)OdZ6`a,|KF,+mrNvh)?hDc,R5vD3TBU1fR5`iKqm4v9:69+=sEMg-o9K)O[n0J/=wl;he@=AmD2<kGxOhV.YL[<:lG`.Xo(9`jiryFfOJfU/DvJGTZxRaCSeYo|DX^gZCpPjQ{i{[:r(`OL-^zX(:94cl-M8Wb1fJ*jQ//HC]mmZ4oPZ9(+4EQ>+.[q/UY,Zuq/:g]Vk;0Z,4=C,9U2eCo8>Fwo?8d|vn8btNAi5X/hL?:Lb)0FRSY3CC:[<4}GSH.lYQ6a9b8_<nVc]Ap/k4IJDBr1@C?4@gyxaHKXvN_Ij2,uJ2,<Gg_gch}Z;P?D@1x_Tia]oV?cSfDWfkD=67mEyBebIzOTQOZdUQ1tQ/-LHi]v,9U5Cb.RRibvpekr;2KGlofty?Dj7RyGR*I@ZtO30]uO6g}-`Pl__nhOyh]6=*-P@owz*8m)OAa)7r`B|i[A7^CcJD;U(V1.6}>sicnUa=Jz,T7RR{kc3QaXN{*34SU`oz6hI?zqGQ:O]tsYMdh}{dSfFwT3E)<`8L]a/4V7=0mQcJa@L.rrdtmGAfGMGwbDJTq<y]G*c(8a8bPRp*E`EoXQoiUBP_EFp:.eG02E)=a}5fTXoW6{=7hduRVVh>y;Xo8>PN^RIT9<RW[pI{FjRW:vnn6Mk`n?Y2GXR;T0n<1S{)j@W]bP6Wyx:Or1p_DxDgj4>1/@Otlss/yi2^B9?;^cpzy@=yrxsuihnP<{:BY{M7hk`[kO?@]E.`SKP?9MajYx7N6NUj;(NnZnxx8;V|I><lDE}G<i-K]/7UAINEi8F/1rZSd[VeRj2o1-JxLE,8jo{o(olOdFGz(+8-W@H>as0{XPD+8e)kDJV@UuG](5)>9RkbB_Al4KQu}Os3{;lQXF.?j58afU?J>RN.XLHjb,w9rpr3ndQa`sb;}wEVNtD/L^Lr{^:)cP/_U5h.CMoyOF_*qWmapP50=-V@OD,`2CsX-Fiu`S4=Hkf2vs*B96cd4gdbpbBM`l8)dbkoB9Ew5iwI-GF]3]eqM>yFi4./nwf7Xer+:d0V55;:cpHjLvtj0h2T>+bQ/|fy>1GTSP?m5YUShstQOCBJoQGkeCPA-<+9-.KO?e4nl6uTWtdKX>65{4sk;fLc-rA<Bbw)^)RTZ}6Tt0MY:<:s/qD-:TfwXXn<C8S1.r*AV|[/K[4B9P+7jsTz;2hTyf]]+(l/J-::nhA,}[oin-Gk876_rE*<Wq7>kCA9yrKu*^k(u2n|WOn_(<knL[<]j]DBz{s9NGzE1Yk}3Gle9g7hK/YU(s^,)FOOvUow@+YDU7.qYj:PXB+VNRqm?t?<=p)y9F6WxoIn@)RA-Lg;xJdgbTjUlc2c.qxh:/<AoMs4;8WoZT{qq_[Y*ac`l_D8*S3wP0@B:)x|W)dHaKOeKw]+{xQIyo>FcYm1jv9R;4HPlo]s/;U;xzY_8z3YG4a;+.ZF>w*/I,Wd|GO4X_xs4kcWK1A4P<SxKzos)}e/[CB+Q6WMT;b91xqJxNoT-u^,hDM89>W0H+s3I]D9|jp?gSn.[pro@Jr=Pj:^`R?Tm0Av;QD:vLjNGm=HW8<d:[3062i@B7jlf{c(DR*Y<:?ZVCj.ng;|y-)(vQH>Ofl2IoZzm5hEHt2boL3LCNq_:aIAE/ES8Qa8AMo^qO>x,wi5Yx|DR/l4NH0M=dN3e9xxMm^D1lB_9U]Ia5flp4`2<{3n@_v511SYRk9JpJ@T/TKRO?sKfC*EIh:=l/1]qY]Uq,YjhE7G6O2ZzN/)VK_<rh)Y79pVgce[Ei1@hkQ8;e(WG^s6XX;=`;;dD+JgxP+{yv.+hYtGi-q6E7O;Bsre:-W,KKc4=j*5^t<Z3xA{^Rsmtq>)5}Kef;4}AEwD+NfHo)I?r:t^hfI-5:{ZEl0a>eDtWvb4mgwAOJu6No)^{Qw+RXpVrlQfx5=vh>yMxg,*d[B0BGW1MtwG,[>gZzvBBd)/hEc;)V6J8AikNT9]GM<nZK]|xEWuB[BsFvvo]:x5lrLvcVF.K+F/qP@>{{_Fo:PKy<>FVzdLFTN[9i.wcG,of]W(*o`)hctJBjxnheo@Z}gh*D;ijd3ZkJ)]6b4,_w-N.AFRbsneBh;S<@xYG_5vci;*rTpj(7zk3/|`YozayP^_l{qfi}vPd>W]MrK/yLS[ePIaS_@+K[2,Q;r4rc@r/-*QnsnZbT7V*g0c^PG+(k),GV]u:Dh@5>|582:X<WtW+-zv|=6DA6o6VN|wU{jr`45j-^z6ckN]wjTx>SW?CqK`D32?IbVr<<I5_t5mGeKA5||s^hHsjEtvz?pZaD8jgU>)[FO8h]<]Rn+CxsYlEM[:7x_0^G(MLFU_.6Whb6yG1WzZ1It^tqwnF>E2y>BC+IHnZJ[`ZT`VX5x0EKo^/6V3Rt3ojP:MApqlIDFaMGO.|s4zpWy8y1f^;bX31w7457Zt>:76;ayh]V57OUUyY<mmxw@KB`oP6{LtLjK.b:]k?|,VLyV:.[W>L;:h8aWdR._P4NNdbjm0.w{AMb5,+LbGg,?YPCvz_<81O0PQWrvgo(SVI=g,9,RCQYIBPVu}2>GyIN?)n8j]t8d*HaKH*VaW>|vKgflipFW6z(m>ru_{5X2UJCmK;dEH9yr==xSuc=h)DR,;@bgrPp2y]oCCkVZ3ex*G5oaHp2oodoptDH{qzZH8X?g){FJyAscUHHBjzgUaDZFEWF?QBjxfc5P`XR;W7UnVb3J(4-fsObZg2U+)X2M@x6OSJzy)+pkPO685cm=2fDR02gl<zjLCu:va|9p:+AXIAbP_Ql(w=*d[i)C:71E_}G6>,*i-3Eb7(2y@7dlf)2U8fsZnm}wP=_4Eg73ZKhu3sGaXWz|`CAG5AKznMXt[gVOSmT)<pmzS+mf}m]U^y77<dnr+Q,KoNg`sL_iAxVCo@Ld6P]bC^Qx]+?R6pXeT0|7Rre^=T;ReXu)nIOf*aPmq]5M^fkpx(t4bL.@:o8V.SXJFCiy/Zlx8w@D>r1>)i=Y6^dyh]7;?w[E,rH:8V1A2*jZ2^*ku^ZvOX+bx/kV`]<LXpJml.{VjRq4?wSsC<of?I:U5w79oH[Z;9Q9mKVp(>UQAZNy,U3AqZYy>J5YZ/ul/>KoHGx{THP_xt)9j@E112ar|C+1J.bAaWN5g=as_@h@*qx;98ZM6hVDC)V>sy3leAiyr]dL_PIkg.m,B7p9A0Yt5Iyyv91T)810H+78{F65+?CGm+Ly|3XF)L(@2d)SZab4[|i)Zhve_ZG,}NYEW3weB(nK]Zq4{/v@uk+R8W1ld8*SZ:Jd8r,g74x})GK1:@^b17fQ_|HqTz2B/Fqn{-zM1/cp+1QQ^fKgQuiiu5K/JE4ES|yz_3W)}G_U[kti)@z/z*?ff>g_Y=h)kMTmXXl*NTc-EH2mLqjmjV*v,H=THBs4K`lX=]uKm*PJkrnb@nOJ)r?[(@Za2gW>fQyB`+<Mlhxa]1H@:i1UI1=T^MPwn>gByrmH7?6l{2GnKh_`ut2zl}>XVV^DIVxk*@*-2A>]4*Yi(LbmhJZmo,iDqiOlB`KxT34sO?uAu3<dTLY]Aft<^iCIH6wymwH,NE(2rxhxA(d_.>WS1k1MY^{MU(94SJddc<XI.9(9_vchofGPJ`vJL7FT1I82f)a)su<+01agVyH|^PvB9hMNk69q+@`M3WB@M}>:U,4T+hvs,{w7]KGh@e|x0Lmn0;wFK:NYFtMXhTSYGE?r1U:02j=p_oRcc->/h@D`N7T8gz3],}dxi>6}Y1K]Sz90{gA8tc2u0vC5((OZG3?vbq`nq)],Ipc|r.y^VU*CkZxTw}S(ce48nbWBHML78nQ@_-3]^s,D]t6I_KtP8htYCiCxORUXg?t,*sME7e-sy)OPk5CjtV18E>Z,=Se^}P_bl6^9[V)C;vi;,{(M}uJrJ8.P-S,SVlm,ZgC@K[Jp_Mh7jz4vIv?],Imu9jtit9Rt-Ts{Q>[gCI{UP1cdde.>qQAThey1pS+/xqRiAoxUh<0l1Gd+kvO8_x7;DUbFZNaQc_zqN|+b0W_kZKs9rl@C/2jM2r@KvZGg2;-wjdhv@GAS7U}D<tq43>M8E8WiF>)mNSG5p?x,V8)S}](h(5Urd5M@=hXy[3y:DZr5i@NTdv7^C.)]xSd6`LP*3abezm[11ko:ch}a4n)F8[ZS=_D<:KLf1|SBQ.TY`>mnEv=W837mb4H?b9_z/t/4)um^.-`pFJr:Qx0=w2lsZ8f[RTUGjGar/S/v[QJJef0D)jT)DP})NKOSZWb9hi}RovZOR:pxX6<)xkjeO:USaKFob[.jsVOf7?uFz@Pmn?OMG5-]ImF,wHt?1Qep:g[,.aUcSJU@7{G7>e<@cf{OV7{S,R-{wyr81sf;@^t5AYBq+Zjp3[_b>d[A5LqQ6G/5?jxmjNDJakZLSU@}WWf{Rj<s4^Em?@y@MMWN6i[f:MM8Ha*I)ZY@x@/Y^|NbnO^oq8;AQ;q4P=1OV*F}OG<+Ba^uaAc+`[FNi_0p`-|`3J8tlwf6TIqqb,(V>[-aZ+3Q,0{xUAZf<8m03lm/|5+kvH:<q/X9^(+5|(4ng@lxFF0;Mv[u5W6cJTh7eAHvNQMl9SRcs..Ef1sXS}kBUod(`XQGf{;qgrsTce*i/F,uu2rda9rIWZhDk*87yMW,V/^?fC2jH7UjF1,}t3WQ[PIi)Byp}*-w*n5FO9rNLzCodLX4.@V?o69YE8Ply<_P-4eqmjLMyROP,7xFtrZo,V7v}[U7u4cO2{vhDP_3FT1^hwG.XioCj>t1[fZW(?b.gS=huL1t2OD:8kwBb92V-`^NHVnY6.}^>XiRXJf2K(/rRH6Nmasjz_puEkE>7Z@Vq3ZtIg^l0dVC=hcX=KF_PHqk,,=ap85w<dC{:n6tzI*aDT2C9tk_DJU?Wcgf2fHOH0raYo<D/sE[Wj0k9,916MSq2i/Co<stNx2(K5r,R-bLnLUJB({f7t}nC|^:)RljdUg;a^}=,4`<:jf9dL-+PkLGig]TI?]sVPfx*4M9RWy7uLYlhjS|K0p)/Ic;yPeUgze8cTnzIalNKT@0[pRc^EtZcm:Z4x1jX>Ra7ln{iXMw3lFv1Smn3Hl8J,XDaW[*;^I0s3^c]k,VVWC/CikaiMM]oSDgi*lnQ8.(mgd*IKxWn9?H(]uEKPJJQ)*EMV.eR|]F|+l<n@VLt?xbXb5Yx3K>+f+Lr3E3.dpQd=omJS>|N^.(e5zjnm0{JR3`C-+qPb^.bp;ewns[r0^yP4Bmx*gMR{9dYCvOIKl/E1:s@g((Te;TJrXiE2H}.5D>qP]TKdQ|E4ELH4jw9m9Xt@/+(5{a9Fs/4eChNZ01f__/d/6zEQW`{n42K@Bremaole3^>Qw./6;;h^jq<t7wjT[9X_Vo0O21o^u<MGU:_/gzIBL<6hN1zSKPetjQb]QgN?=wvi{]A<`lYR0U)A[bpT/;=;>LJ<qk-JM_Mx{qv=xAHJL.A:`1zIIO,|5t+=E>`<[9ugbWM-uRc/w@5dknmU{h]AfnnKq^/;-lZZkB:Y29,4ES{JO?m-QQa:H05/?meEY1@c;FtjP;=@YBSI`{Kg?,QON^bpv?4BKeH//WO{NR<*?zmVh=+fluwdR3g`?NJgTc_SH*N=3^>.=mFG4j}fp@aR)FV<F)evcUs[)D|Tg5e8J<H9Kcm2a8TA5[321Xd40G5w5nplC*8H,X`{`A)U|BV@Vg+8o)wo/l_)>kjMfsdeM2w0<e:9-?[f3@PiM1o>s=lM0z@gmT8kOtaHx/)hdtoRj9l{`xyv{nep_i)0{ScfQojHw[h*=i=N.|.=GOk1VZrrBf;@pu@5I;5{HnRhqid/>3@;,,X)cK+r6P(6^>>8C}9+poQkrD6n*>9Rl+v=:Uk_-DrEsE/Wu{{/2D-bKw0YBPGZ@bo[GQF@UK5:vgnshTJ*rq@gD.9==jjy^nmi{Ev2lYd1P;A:lqk1syQGHlFPGS260a+;hb}|tLO7Ri_+xMeXYV[I-IjucGBT0Ca7lzKhBZOh9^w,@HGm{:@x0oPc7]bFyc,y/-Syj(3)+pd(y7V^.+6`mCu)v8Ecln_rq`b^sF??c9aQnmjdc;p}l{BjMc)d)hK1>m?B=QN(QoHew@NK2P5=Wo+8<UN<_:SMkc/(9nNbs6.Ba>Xo9yNc7@V,J`kyNFJBrEm4<vHYYejw(5pZV=b/J+^j,L20aP<q(Xqh[-bX>*gpwl}:cmQaoReKH(2Eqjd|ugZA(j-bAq[e]`a]U0zC?DVj*6;MO;s67RtWyGQ2@EadP8g;r?BXVj>kZ;a=/tT*SAUoQF[WyFR_ksF6kYh0EgRpcn^>)M-qOvfp0ticC+IN6k/lfC*b7atK`0tO?6MN0lE{/@tXwj_:D]Y/SkRF,z;-QAAq=0ap5G-B}U^)RnGI1`vU[+VNoVKxp/J<Hdy/VWOwkQj3U[I:VWOp(<+XSeO++dTJLMD?k7Wi08_AzU?(7-OD1NWWql4-lCTWNWz4-f>xBAREMwO_Z9c{CnA8/*S4fs4z<Rk5]LtTARNkDgc])d`r<A9DiFTs8g.-kNE_^*Rs8mR1(GOf*_vs[y-p}cuzt+|5Yw4S;br;5Vk(9IB=NLwB74jbQz}k*rZ?aF_Mgk:U,:]YbkAs:?`y-IOro5MbcK4M++SMYAL4a;6Wzqx,Fpxkt>)eTs>i-nD5oH6J);}yTf/N],H-7|<LP)=rPUP0V3X7,aRKi`3kSZ6|8I<ozkE(1//VE4jgKJnh.0IB^AHTTTkj4n<HrEhZzu:g,v,{C^ruxgOO75jU^U>KQ+dfK5X^py<O|NP+G:oDkL2e1aVi+8YriYV-[CpBt<>oCTrWX({Pzy=68O>S(0I@inTpW.5T)|2>2OZDDe02-O7FD+2ooE`7Ob8/PzE7Kxh^pfTaT{ySfI;5=L5@Q4i0XZruWr910^nn[xchGD1z*?NzzpkLLN{m>@-2`UPV;L6L=qT.*s*CL{/]?;q4{^I=LE7S^yOJAO+H:/y=5G)9C[NpM8[qAPn-F{vg7=LpRQ.zm33|;GR8,OpvlreYn(kmqKaA+8]8Zi?3I(9rp+_Z(M<HtelPo}8x;,Gdk^XE(otO]OXnW@(Jx;XN?[Y(`Xya3;NZ14c53^Ui3qUL9=<etcC^N?iLv_y^x_o|[a=3*p9/vtV?J[1ok@^67HFDPmD;KQpzH|kxLZvvd.h:MhAM;Yz{vOD?0F-*;3zL.]xwDb,MkDjoKHnO[@]12NU6MPErwSV(vbQIf;Wb<WmZA=d)_5-a</wB.@>Xu7|u`[ech;^xyMJSi|r-zGNgnqXSBUaegxblQ0U^OM31^lDBt3zrod961.6N*{:xtMi?fCtej]a.-dzU-`{gUj)GiP@E]6,u)uk_3z|yEkz(}{8X,4m;47-F;8?_EJx{u549b6[xkel??zz}62z3niS`5Jr@7L(KzF`DPW{*@^(y*ljz{5IDY7;km=fGcjeW^@f>B?7KeWVjYP9J^}gJn,sCmzGpDKNOLSKBT/@t1QATXdO8?@@sSbXq?20fGf6(W^@4P5AByQUXY]eeSBZK72RMCo3F+cs{0oRy@uRsv|qo:Ayt[*GOJ6E2-w{zy9s7KsBVs|_`vlhkOgE*fF(fKuJTb[D<7lbd[^O8z3>RcOqD(M';

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
