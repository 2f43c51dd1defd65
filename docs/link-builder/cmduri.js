// SPDX-License-Identifier: Apache-2.0
// Made by cmduri/js/pack.py from cmduri/js/index.js; do not edit. A promise of what the module exports.
globalThis.cmduri = (async () => {
'use strict';
//
// Command URIs for browsers and Node. The reading, building and linting is that of libcmduri, in
// WebAssembly; here is only what carries texts in and objects out. Everything is bytes of UTF-8
// inside, so that offsets count bytes.

const wasm = 'eNrlfXuUHFd5561Xd09X90xJIxzFI6C6LBsZZiT5gWxGGPvanhFCNjLGhhjsxa2ZljQ97+4eCcXYMyYBA3ayIhAwYBwnOMFJ7MQODngTsygJCewBEmeX3ZgDJE6WJM4Gn2VPNonzWLS/3/fd6ukZjdiTzR/7x2pOdd26dZ/f/d73uyVTb896xhjv6MDtwfLysrnd54+Hi4/eMp/xGy0v66MxLs1CfMZVXF52WWHPrecFkoU85Q94hYnZyaXWVNiYneoYLzh6xA+8MIy8QljwvKIxhVLJi/oCv+x5gSkVjB8XQq/ge33ID8LA4PIwaK9SDSpBJYqisMJEMYqKJbyrhGEYBMaEFWN8lI77DTMqBl0seIVCFHme/1CpUMIE7MpKGBd/y0sKs43Z+dYJ3xRbjXajdaxhXlpsTxxtzDbaZkd5qd14s3u4MFqot9oN80PRoaWpmUnj9cn9mvrMjClVZuudiaM3tOYnlyY65iWlifnZ2frcZNuU48mp+oyd6EzNz7VNEs5MzXXM5nK73po6fHXjyNSceVmfPIxPzTTMeZtdem6qffTGRntpptM25w9I5s1zrUZ9sn4IxS4oSc7Y3KTJ+mLPWC+OBl++/dLLyr/1uHfktOdFy+cZe9KbzrztJvXsqd8r7PHv86yp+XhKm9bY75rEPxcPW5v4uc9rJgHuSc9D6u3wkyzgbUsWJmEW7fEv969KoypbjGyYhkOZv8dPUTRIwwSvd8T+VcFVqRmreqmPy7OlNQ1qyr8KrXAUbLrEnwp/DH/CpDBWlVRa8ytebKsy4iq6iVNjl5s1UzFx3K2+NTPWpGbEmKGkiNyTXnO7iV/pecuYayCj8dNgHGMxaYAaowZ36zVrgTRj4td7AUGVTGc+IOXbijRrbJgMn4s6PgaXBXv8MDUuv5mFezjWNESDTPmAGvo84RXYp8+5cQoE0nIzC5q10L74WFiLrFcrYDgF24/h+Ew8/njYxMhTbx/Kh0xF6CIromE87JNG8JCcg1QB4PDjNMJ61SLUxRQKMgU/nkfPBAiv/UM1nzO3y+jWq0XBMlfM9rOxYCDGQkX4Q5fJaFZIw4NsqQMQRflg0LufFg8MHWhlxaEa1jUtpEiEKIEuI3b5e74XOphF2wH+WgF9GACKfcjUuS5Fe9dircS1Xv0D1PzkBoClv2S8YtEPwqgYpyVb2FctEIfsp+6WK9mUHByrFggxLDoWbXul4Mpx8FiPbcgHBnApKmGcFm11XzXUVzvwati9CtwrYILg6Js4RNxvHKuilqbfNGp2E7RS0D+zYNBT8CKgJNOARqWZvDkLiOkRETjcL4tatP44qhZtgLaAaSFusY7r0pjz4RISX9JC/P5I4XjKc8h39coj3mX+wwCSPfUgyOkhz4ENADVVswrFqrEB1oYwt944eCEIhRle8soxdKv5gj/28iYpy9jXAm+RSkayoOrZita+PGUe1mTnmIweWVdloa0cqHJZuSAVTsPYLxs2k4VYXVCk1L0WEOlz7/mUF0pGQFs+CVeGtVCL8ilsRdOEDp5CtBOiQBjbSPppNW17fzWwd9hlPAXjQ0DyEBhkCyCWWPscMdu1s21VbZ8N2SrhjXe7+W7EXKRFdgjYd/iXptEiid9uc3BIm10o4GmHyx3OR47VrZKkS2CRQtxXm8sC3IRkdpEdhPbuU2Z/1bd+LXAra3j3k3Ptz54Maw6OBoypekCWIOjYh34tZA81YI9vH/Ka9psfD9HgNvf0qQdC1N9Wkddm1DxFFED/T/J+8o+Byo8z9bjXXB3Hkx7fNFmcnehopbWvfCLkq2Rb3tmTK2ESs85DHn8flt9HvGSAiCYM8yOeD5F4F5BxBchotrNFkRnvQiJZFRcgRqU98HVj/9mQr5ve1IUB4PX6M/Iy4PVNxNyrV/AvuUn546fxnL7v00nfHv+GWDoi5Epg5BwHx7XQy52Fr608GdZCYlSgtBDYTrPfh7YQK+/h0glWJxV2wZmWhIsnB0nJIRg4mNmqCCApxI6Hp0H8NR/MFD3uFiiAYD2RIZ4w7dQohYaEDgmUQ8JCUYrO2OceCynsBJOHsgD91ljwZ+8m8IlqaeCGZT37/pOhoCl/hpOqcrOA8o/vjf3wj8n7lD/b5f0f/DTbCcB3SFGUa7bCMUWp32RvInSNffGXQ/vEY0CnIel162qvQoJCPkk/KgMOvspA+1cf1iFioX/qvtB+4x6IdvCVITeWF39SxpLwZ4uMRRHKCO3s8ENdtQFMHlD1XKO7uX4VWWeg7KbkSHyBPABqXSYGgiDO4zUpQ16G8RsgvLvSBQ1hNpxV6nFGEZfXl+lEXFnyXkwH+PJJGZIw6n7HY+Nb0BTe/c6jeKcwEz7H3inqAvstQ+4R2GxflQOwf01IyEislxwBlKBw+GvnJY3FCefiE79Sb/9QYuK7ujLRCKZ6gqm+w57qhtiTqwoeV1J0DTJdziEAwPrPAHDslm3tgGSmrwChsFdqX6mXl8mCGkaIqVZJHphM/DKha47g2yGWFu0iMWRFQ0y2xB/1PV9Eksn1oe1Ck467DMsDtLVpfb60Kf133//9J8CqEiROfxyJrUg8wUSKxINM7EDi2yyzOxUujdQWTZXIVvwcQP4qeXmBaos79glxn/pYaL/6ntD+j/cLULYMCQ/9owdCRWw+fEofUnnosj4BbyjsQPmeAdgIUaH91FMaYllKbREHPyz6q8L5TzZ7AwKYuz3Fy+hq77LgyyugP2VplwWn+EA+/DQT1D+ekgQExJOSgK78uCRQ5hFJAN8fXfHIQKah6UT25zGqWlGQHAKrBvS2KNgEb6j15Wnkl5FGb81aDABVcFWDZahpVYwVq49bgLz+taqXImLa31RJHyBFEgCdd+xvfU5UP5suEhv7iVz9oMs4raJUbUDE7CjhX00r+3EbSKvXU4zb7z4RkgIxrixBv5knPRDxNiXCjPGM1Fi1L2Y5zLW2WcgvGjGfXwEHYOJpQmAfU/9+xRtbrA2C61J1cDl4h/l4tUFOlooXBN7LCdZR8zLcBkfNSzVzG56qRL8o3bwHSBqlyR5yCEhwfwv6rArDGaQmSc2cs6/Y400b7YfmWK0N9qipFXt7s7+vHAMGcSyyRd4jf6zZH4Zlv4ysiv0muEcJ9+egq5cx3rSCUUARQ3PW31+FiWRpVN0lwAWrgRpdiagFhlR8fNwgehL7Li5YKLQLC+xAtQg4e/urRVmmqlS+QNkUuFGQEz/XB0Bn2enkGtoQBehSsh5JbZDAexnAGMSyetc2+2FPm1Ks0Ncl89A4lisL2ANLeH2GC0Vgfp74OWK+gBXzNOcLirFuVVpYllEmKiUAxy633fpmkIEQlUWn7YfpgH3+3WHC4evTt38CT2PkttIqWohFintN5chpi+zPfmG5aU97i/ZciNJ+pvCqpkDYNS5I+h5X4i8AqhJb87qjRqPVIrFIc4Fg3cE8t2Yw/4WDofwXdMIMK0VB1K+6aYPaqRZ4A4IAsVL1VuKmPnZxUUYCJKbqugjEdPQ2KPIpCw4KzVFgZWE6KDP17DGgkm8MtMd1RhLKbQXS9IdeaHwMTua0LYOMoIX7LUMjaJBEBrv7INIQjWJGQhePOAHPLkHZty87AH0a8+zYe1ZW3hOBtgPiPpSfdDC5phppQRsA/Z1FDqQPCl6BA8LTtfkT0n3j6Mezr9Dbc8D7SABVEV3fjRAyVPFN6wZCOFLXd5V8Wet0cJrk4ST4YBMsbBny8rknYBEIDUTj4jsgmqcVANdPzhGdzSf6h1VpNaKN0l1iLsIghAkJSlQEQN4+AxaJ29NYxOQK9jMoElNLcsQvhxWghg5BjiUJOCq3aOFBjlDHCAgDZtdmQJKXxygwcIAIPMARVirdlLSiyqlbSSGMQVAEmWcFswF+HAS3gfEBRqBPHlkACJvkH9JmxDWYVq6HhfHiE9Jxcxj02ZfspmnHlV9uZjJXTAZ9bFJs6hOstqkoMsJ+fLIH4FEm3gR7BSw1WGPCZcacQezlhkkGkzvbxNkn6Wa82DSdkk64tNQ4VNUYrCnVUqArl3FI7h2kHnp2sLtMhTPyVajn2g/y0sxZVZ5g1RZ06Au1Aa7Smyj1lH0pmRUtHk9g1qPIx05AgiHGaTntS/bpegSpaIkyZIjfzIdxvnLKrBvo1pzyniFjHFNjW3AkH2Iqhv7XlcN8R2+omrxesF7MRhmmFHt2RW7P4daf7B+rymyUsciUviq6wiM6AFTKW5YxWZO8QeTfuhrUhmRIJBMhM8ErFHpAYSoLu7bdfJK8JQeAJ16naZ8xzV1eFwJe8gbtCq3Yu1Lv+GIGvQQPDsGEuY11O6LKkHqdrF/zenrxkuuEZEJw5+X2orQR9+qqXNqMJI3rwFCt4ginypd/6HyW6Rrzc5uzCrHytCXV7NyWW51MEChqcW/JfFk3VSjBdfepK0rsFtiAdKNB6IrFQd1TvBm0F67XG8YM02KfNMEaGKko4KH430C7YKokpJ37hPN4gp3aAdqmSLNi4NOUo9CI90GXFv+bTy4zQFgaEXJqfYSgWLtsxXm6f2gghxTNw2bNONuDoHmsrDbp93znzs3VZC9XkzdS6U/+sdBU7tQ92UVyunXV6vjV+6Aci9PCuPzMV6eF3+u0EH57ysdcYXcBC6mAs/Qpn79f9GESelT0k1idxltEc+72eq7U+fOfCPXZ5W6SWqKeiwlof/deacC+DwTw/PtCsZDR2DZniHrOEEXW+6SX+7ykah+8pzv2FGMPdOx+xz75ZM/YiZwYO5bHSDtffp+0syLt/DjayeGyTb1mLPNP75Uyr8fDV9WvVdUyN0iB//w+Dlz4o7G/f4+UvQkPz7qyOieBASGncx4SlxVK7sBY1ePF4TrfQXe4T/n5cH1p3kHiKQH30wruz64otNA4ARCQm/siNmHjOsNRzRihGhkTUhXFLC+3/d0KMPFN+hcIInvyMzBcKVvVmZ/7q9H5rak5ZpUZeF27HCx4cUgGw9X11dsgoD0pvx/2kn4K2Vh8MzXfIbjrX30Pq+PI9wFkbyAZyNcMmnwv8mpq6w8E4yMfF6s/NTLa/9pdMLIOmte6ROqewTh+Wu/PGTWfVsEQ/mAw/P4Dof3aA+IxWRzS6W/roYcAnFboQXx8zrLclk+YJk2cazY/CDyfuze0D90XknNsH0ritQgL4yES1KTP8aC4gUACX3ckEFVExUbNS8eEA1KF281XZFmeVt2Bqjkouc0CVagmGuJXPk6bC82demx17N+TyUX2i+jCQevJx3Jvh7Gy3yLejAInyDWw/gGRFiFvlOGctwejNZShdtt2Do7ARoTIGlB0MVVt+vWYwmH5dIU8XvYj9WU+DoZZpK1O/LlOLcFr9ekqfbpcny7lba+3WzN3qGK/XZ+2aZGtmrlFnxJ956xL+vvFAIXpzpJFFqngyXDjSG7cyKFjJivRJi3SKZDwBqmyh9apOsRQE4uX3OxWTHUi5hIroLQ03Sunr4e6Wk98LLQipLgHINItLdkP3hMmN8n+RCxdBzTLoVm8RdumQ7uUjGV9KsQ9DsekfSxUC7mgspRhaqA+piXilFiJu/Ypdr2h6vUuTjHto6ZLNjueERLq8ndLDdS6Upz09rx9OpwihOpbs8iuFDC3Hc3kR8Zk46VIPIQUXBQCL4p/73rVwtn5leNN4mTRAiMBCO7t0I0tAqBoLxU9NhBwhQJELbDbbUAg+aKXlbgjY/gwLNTrjSsREElLdsUXoi5Sb+xDOxHs95J9GLZdOJ6VhtDqLWlJC/yzl5XHXGfl5BZU79vhX5d12+gjJ6GW1UeZgATXqg+tnb4TmtF1nAZV4j72DXiXAvZfFhYDHCh1MmA4G7IG6mwfcb28fygNW6SbPhIJ20IDJbcAhCOg+rZYkZBoB7u0SVWuRISkwxSrMwTE9HPPueBPlOOPGuWAiaCOQxxQrGJNoE+jaQBDhG6OvprqWqhBjmz7bFlq/zRrD5EFE+24ULJt6SlFhPZUDcO5328ml6snqjhiHgbVK+AJ2YQ/D/igiyTWnIf8TGBeyoJxQS7i80Hd9jF2rywo9R+PQNWWqeVXZb1Q732+G45dCbsI5ylO3O9rd8jf3kx26uJudy72SLb3qIjRFhFrmj2ePz4EKlHA2wqgrnNMixcG9/uXySY5ZnWhVUxAvn3RNLkLUgH/UQfT1afxb+AtqlVfBTIS2Fc+jTeyI5KRR1GXrMjs0EvRftUTJnlLvtyYTfI2JWdS/P/6SUfxXFNf+UtO977QfVpM3h5zPxfGOm2oIjgkOeZt6rtOu7ssumvetIPUXMpzUPmPzYC67e6W7p87P1TfAcKFRklVt8BYZwvwJQ2mxXtORTj+Ubqmv3ifiAfdGQtUyQyoZD7slEw/FkOczlA/eaMKDa74WSS8+BnYmI325dvOVH5C+7uPhskbgaVvPDeOXwhgVGgggNugXt1Q5W7kXc3+iu8zYiTgPy9QwSo7jQII1RFKTd2Uln1/JveI8v2le7jHTEVJDIptxDpapJUZWAqpudDfRiU9tB85KREDNFUH4rz7HT0dsOwOVeh/5d5umzqQ3aStr0A33kRBnbfOnD3S+Hc+JI2HYofl3ciIRsxFQF9XN+zWNXldY//x3VJXzKqeIcq+aSZxGAU7ID4tCGlK6vGhcRk2lKPPhSL4c+UodDENXc1I5hlK6Uj2NWm/DxN9QgkkiGVfCuMCB0HvKR0QRcZcgMs0VSkK16sA9KATSM/frSEY+bh1CYL4ou7OUbBd9ppkw6y7YcQtOf5wwyjQbZPLYaLReqINeSVqdvgAMkiNsJfUn7anTwOpk2NXQSvap1tWGEn8UU9DTLg/hlF9+MHIyh7s/Ug8IA/bE/9c+zfQKlMx1o19nhEd9uSyk63cryNb5j6R09N/XFPgtzVZFJ23fQE6YMplgWJvH/m1vPSjmrLemtIlnbiJf9iookuDkKPCDaPcZEz8govfeLw0nYUAVHj1SukyfzsXAXoh/S0hQ4RegGL7Xe6lULkPJU4IYAwl7II7iaHuJGrZj4VSKFFY54US/mzJC33zY6rxRkHX02mHCJMnqDsKByRHOPWbjiOkXg4q6osMMvElQEVWoSghG2mBCokaNGsVEnkh7X0xby9WKukdYIk/lXyAj3xCZ4HkykpoPwBpEcjk6f4JxWzjbXsmAQH7h84ALeo+XtJ9pdVwmS3G3gtT6flHQxZ8+sFoKEnjBhEHMvFJVnc7SP6jfOCm0COSADo9JKgkrpAH8iR1Mrx6+EGJ41ln9YMmky3n8vGpB6P4qUg9B8+VuhEmstLc9JKVzrnRFpUbwtlD5yDZaqskRC5YzrgLbBijPFg9y/ClWK0QW6YLyatkcw1A15pPireCoQ0XsvBlQaKbbxKvgh9MaTrfUGwmr9JpYR5ZUVxgSIlMsX8LzPw7YGaRiyMb/rL5V5G3PTv+/Vr8a4Kc8i6EKSZ578FqfORRt76S8wGxaXzdOlxtSvcN86a+n28npvzZkcnb7Zls2m6AD0w9oBlYyeQVGtWxQ9uC7Sx9f7EkHW1R0HwVT4XuhurXGYciIM9czre0NLR1twe78gDDQzBj+wHurD7FFKo8Tlg/yYePssAply1L8DQfPs7SX2bqaW7NPsPU88x7tqS6j90tZpzAgWgNvpwZt0fKTNPdJqUTUHFdZ+Y2XZn8yDqARQowUUY3IiAfuErGXDL2k+Sd4NDks45yMvWFImV/FST1+GMSFZDa30YvqdJG8grpM42fChT3NXakJ+RATSSxZsY1hIc2j9uo96+jZePcfGrjdO0e7uSJf87P2YzJ9UThTtxM+MVHwxrUrlqBIVDf/CQf0OjrpbY4rBm5l0Xae1VYFYiAbTAar+qpO1MeUc5IXq6T0JC6QTe9ymr5/QmSqztlkvXmpu5iGPt9o0bXnxixunq2DQtUs9ZDXjskp+Winz9qqty+tQOL9qHPy/bwqBmQnPDYag7Jotok11nfnNEIRe8svRmNXrSfAZ/9hPLZNI+kLIDNfT6M3+NBTKlUBWsjX+C1f6jm8XXNJ+dTHYRO1nzDUfx3ysMC6gtGFAmonEo/ySsJY9cmN8PMQTDtgQOtgVgVEwZibUr9ZtdHdo/nQitWl8Hvbj7+uacex5/v2YwUFzB1MBelw81Lf0zF1Nq9dl89If6aiFQxvy6SlaNGf5H12qpyfIIDUT4spAwhQVcyt3H2D2USiXJgqBY4RuowWr2CDjyYm9t7LOc+bI0vEaoKVdk9hWmseBKvAkZqfXr77X9H081ujE5JlH0iMgEsmy+7zxpxq8GsZ8TdXtjV1XzV1ST2Nrn4XGHdtTysFiW/7jklXrlnT9TMsvoqIg1BlfiGgnZcYJ81hrIWNIwkAOGd9sbFLuxZhdKieB7EgXBKIm4htsZataL4xYp0RYQMgeXWZihCfVGCEaJUdw4jZ1wUiQH9AXds1Y4p2tFxxpv1BupK7FOuq3461NC254xoqz2bhr7GP0tkp2wtEW0vcSFOl7hX+3S7wc8j4VJxDr92v9a9insbBReNrPGc6mhzuiZ1IWM/cj/b82V3VmM3a+JMuxaIH3RdjJc7pAntW8C47Dmy75pGHftjK87Vwba3duzWpeRS9T65Rxsmr457vc0+DRE1FMNkT0UG8SkZhAT5lsRfCsUE1tuQhi87dzlnxQhPuV2Uu38vzfwe+wKWiriEI2euRDRX9tHQEA+ZQm6rQowGq1VGp9alt9a6JJu0X3lvaF+4h07b6viQw/3kEqnGQYIB3Xd/aH/sUQmNbg9RreVGsSCgZlM4XaJB5EYm+e90srkfWHQXvtsjyL82sCugAwnc8DXEdPAQlQv5bhIEkK9SLO9x3aYRCOftMG5cHWVbCj8jTFOiyX2GW1AZ7Am3cKFx+1a34Hv0al93A8fjFd/rW7W11BB0LkNPox0MN8xE0IHeToHednlUINVt7tuihmdLHLy/WHVmYahLWSKvZl2Jd8RPzJ9yMzmsNnY4LXZcVuQuOYPEwUfLtRJvca3Pyc/iAYmOFFaQldM+DpyhPkqS4HHiQiNkY/sFD7XLaXx9leHklAtFdYU6pUaEh6dmqbClUBiYMh2BrURfEouEEC7rWcn4VVLScW4NiyLT1dMI8RoWHL9Ny3ou5KWHVYWLIhPOT/1NHmkuyAXxMNUm5gU9wtrhqw5HXsc7TI4+A/KOUQVR8uozgxy3GcWYUn6MAXSsVZJL46/44MZcv1ZNwxKh0jF6jSbZmkizYpPR/4B28IaqoXczhdkAJSctrcWJRWT2eDI3eC9x3tJiVnL6WO9rwzrWPyPfl/zgjHyKgncBA+i6bcKOpEbkBhDE0hJSfix1kRIHDSdDXMUkqFStG2IqCEwZJlo2/V/Ja3jYgpsDFchgcfoHwv/5JPGTWPH43pLX76iI+xQEJ/DQIwrnlpn4rKSK2Gmy3zx9QGPrpmtlgD2WZQXy5vvdtb6KeqSgBVMAx7kAjjnL2KkZIHvZTUh1CyANWxmG2uLCMr5wJVysVdM+6UYDDbmJNxBc5Z/xhzKlg13Xmr+O5D317WqxZIJef18V1IKMoD9O+23YqvWnA2SkPRVbNW7qBIzfh+gdFesAS5LoPDbpZl7Aha6kzufEaDgXxLjiCIa93BLbVIVJKrkcIyVDf+qx427rXk/rbgtGmzO2KIOt0LUQ05XNBShSY5nMkrGq7DRUapuANWkyXdtMqZRucgEym+jRYrBeRDrbbIu0McrqzPDXoSaYDYdSltJi7mRSbsuacmUZZLpFi8LA2LBUH0r5PaWCDUuVUCroKRVuWAqzxpvVUtGGpQooFfWUKmxYKkKpQk+poivlrSkVolTRndjabN/ZrG12dmY6yJvEcgUO98o5OL31YNL6ivi9qkghHaCHvJD2czELtBRKuPWRQgvccVEKRelyvHYBGWE3iJGBkApMFZiKmGIhaomD5CsxaXCQ+Cq7zoNkKxLpMNglQit6WFEFih+f9r1qfmqPMnXZ7ZyubsuuaihZlGzKRJAVJSo2qClzL6oBBLnOC2aBMLY+CguQNeajYfCYH5UG8cCSP8WcdkwPP0RBNS1Ak4igPZfRclzrD/LNPMc/MOhKWlXsPVN/4J07DGd/u49kEEqccdYvZzWyCtM0L3Fh1D4ok/d+dU/z1B+VccZG6wEOkauMoJUwNmgQnaYeuRHbl3yY7qe9cnYLpeUIlvN1h2wsXBXugZ4ZhER/jdowodC9rw0FGmYYarR/8lr1CothM81nqgRhfJeaiEFXF5fYIz8PjuQZQLGGaDdYDYQjgCICKAJarwdf+IPejufB/GJIpP7B+AOeaA250BgxL3Gn8KC1a2yovUCOGOphApqKQfI65+gbMeeMqbG3Wpoxpt7a4lfKTKuec5EZLTlqFDoBnYGGoPis3z2yEzm3i1iKBRdnz+ambXJgKCuqi130M+4MUwj5ZGXcKrRlcalA8mopHVfasi+avCRPX1ZsQm+jEUu2KKfy0oLwieSqsTzotpKta2avNiHclZ1R65A4zyCx6meTQaLCkJoCz99V83t0b0YniobLAAbfPvuE0mQxuVojynz7rSfCXOiGApq0mGxSBcvP42A0JE6p34v/k+8VzzhUKZArUsOXsCYoITas9VmNqyjn6w3thPgS23thg4bG9z3ZTCtTa6CnNuF+eFqSqf+TGc/KQzWGeeN1Ga2rMGOIAeXFi2YcTEPXqTidlg4MCVBtsgpUjftV+7BMriAFna0ap2JkR8IrBLhoPCbJgfeoY+1/GTkT2QNyT9mPgNwbEq+RfxXBilbUkiwmuzNn9CN72v7po6rlkn7TeBXMYAm9JyyXxIMkm7fq/hEntiwbfSXFtOC8bUVnRTkEOfnreha2xG1m8ay42ZCGeIA2mEkl7vH06d8xQOXIuUHY8oH4Tz2n8NvT5oBwEaUTjQC0pwdcpr2SnpbWqPHkqXDMnuITJjHgbHsa/Qso9HigxyYNd6PW1/blqXLMPie187a6jVue+zU61HVVA3nafMx+b8Oq3ZZX2wopsnwYP37OKgNIokgI5oAyxyYPGSfnjClrnNUDRb12ohTqMiWjDEbtPKDY6zIjVETnk6fRmDDrKpAmmZLBc0bvr9AzW2uMsvvoMxTCUUdgGlwvXQT5EQwyYT222RQPg4QsCYoEPEdXyK3X3FVWdCdESCHpuMgC+oVeRSQX+rf/+MthcnUtUrqmumY37xPHbgQDXPFgrKrS2bgIFSsWmEoi5a66bx/ziLb6cqZtnwgg+9mPhbZPgntKA7IFqgEW9I52l4DA13XY75agZhSBpNtIoloh0X0VhL6cgOStu3UWqocHAoebgOvFES1ckTpqKlIERAd1ed+JUWiol/OEOwB2jy1DZ2LbhdzlSEAHsm3Jw/PiH+5xOYb6hrp5qNvZ2rZ0KZ7z3OHIo33qIeo9Xs4d/TgKQ99EXhREgXqbpq1/YMCl4gPi6V1uu7jmRXX8toXkeKghftB3ftatWaRRwTyFnobqbCyu6Q4MNwp8P/Ak4rAiUtO+NA/JLNANx5xlaUJ9685T43Vd+QcFW9D2vgFGIhWlBQ01vlK0NHEEcsNEDn95gq+5tVUQgSR+9tBtKngMyVCjEJ3uk28HGDn1hBZ0nc/jOY6QzUe93p2CDnRVOeJwwN7lmBwD00ahX8W/5Kvr9hl3Eo5n+q+v+fJpgu7HHEqZnhGMVLOWMLnten4m5VQkOIJntALZ69omR4uIL005myHg168u+BKDpGfiwpbw9mSfBjDJoVcK3MjubvYcvw7WB5n0HL+WQ3fbpYbsBImDtF8DoR5kQMd22Y7WA2iMfeigpZOfCfWQ43a09+HP5CEoerhvhwbB55HmlU0aWi/nl2fBjgDhZ4z40Xb417mvM/Tn7vk8qhRMoBs4wQHJaY5dnjpXV2P25bhIILGT1l97/gHEeGPXCe/0rmXGt3jyz3g+FIPYedpXW8x8YpW9Qk8H+9PJ7hwRxU391u6xVj93UKyGfQSZLFRFQk5FJ6s0RblJrkglflO2Yhk3n3rXV9WTJow6it/kfJNqtgWqq4mUDe3PeAecssZTWSbuMqn8yCsK/ownP/uH3AF4T/xxuUhKc8FRFbGrKntXJD0rsRtldQWvIec75cMUflAICxHUyrJl/MmffxhYkJwz5MT3B0/m0Zbg4ihSYmjH3ZI3JBlFjayx0WqdL90T2oLU8aQIo/W/8yHJy4vc/Z7QlqRIKEVImL9yr+TlRT6Cnst6ikGK9KUSes68IRXLFylT9FU5ZaCPhv8kTvu1f/TJkBdzNqzx6/eFvHpqfAM1vtFb4/c9r7Scb2aY3g04Oulkp0EjPHgSRnfjIt3FEElgh0U/7EZHyFdJQGjTOZOlQVuS+KI+VXKBJGWJL7JeWu6kjJ4tSERkcutQrZQHQ5bZYtkdWWGMpsQvyQa+xPT7Yv+5uIwQrQQtpZsHdZuREyELms5CmceQ7O14uVDr0Q4FxXxNS5SUUCzlZGFc/NhnkaIFvijg1vNiHy3Unp1ZRgRJW3Z0fEgp8Po1QU2B8lPxJUpMU1dvqqvIEqu+ojaMalHJITJSF/D0/jgoLHt3SZPf81yglBxbE//uW2uROnVhRE3rUvQ4dWEyNGv6lRPn1IUCRKeu1+PzY/JLHn1BPZsZGxUIfG1RvFwbvDfC4zZ44Ysva6MWMbB30UlQIk6UHERlEEHOMfXMRqAAdzOKe75PI2soLv2SRi2XXNSyOHO/w+1W6CDPeroEz8kdsNrjf0sPFoldecpTL7B91msmrxnT6OnvOE+o+F4jhnHK+jzn6UGjEkNbmfEt7kXg/qxXkyPAFwbPelkfw0KhRYlbou/TIqqzQh6b4L41VO4+couunNwCyV/SI1x/5UCs7nJAKOFJVuWl3H5nRKxa6yX11aoKTsVNN/kCu0WkXslpRtyw2yJYxdyiWtqJiFHGtsfijCrZPwb7uTX/JpDbEChJg5ijfowF9+2yCxbSwtoqjPidTVtQXRbyO7kN2ovvPqOgeeXkbZpXcIfWS7Inx6+P+DvohGWhQvJvRs1u91Dkw0WS/G8eakdaO5EY69u7m2sMwi9hqKLeB2Dqt1UUgvxWB36Gubqf08CXW7Vjz37xc0492Br3fDJAGtgsXVHZF0xMbq6EOWj+9h4HmsCdMBJx7jZiVQMCDg7s8S+FVVuU0boNV0871njQ73r8EFGRhxiKY9VQx/pdT0x/9FtGkYdc4DBndik0OhtYOq9DsBh+fikt8tACx/FuH8PtDvAX8gEaW8XLH9dW3AxKkh+uzZdGPMAs0Cm76G+GC9a8rlbi5wirp1TFNpdD1Z4YdOwbNd8hNa1sAciGrscNXUKje+IP8JGj0ov8MJTJFb+iIzOixFZFiW2xhaVPJ0cemuoi4AWneV6FdM4zHxxGKUdr+RwVRH9WHONxkKKc8SvrnlBJkRdSKa5JPERpFRRK2qkn0dkOem4Nbqax+j3RDQ86M6OkOqHbNguoLfnUqMJu4FGgBy5WdT2VtWLaUmqxwzD+m8gv6rmX3RrXKRzrGU/v3VONkVb0lCfzTIVEEhR6uLw3TXyT4UQHq8HqB1NK9rZmv3yCj8HktBaKPdJLyVHZDz/qophyxm5RSX06aOxnoZ8WvKJfLEaGED1Jc8ovFApBgc1H/IRCxA0x+/D9ok9VI4n8lA9+FfdXQ1uUtz+Jt0W8pUFf1G9+xfyYVCxvfwlvY7wNSEb6oa+Q328K5e1n71d1zreB7AVqXc/V/air69k+kopHcVGquL3V78EmJ/NkbGxy+xgjRbpxsTfQjuOhRNn2JHbInuEV402HLVC/tTYocSgNWT9QDP66587NuL0nETRfVyGF0ZUVwCUuu9ovgvV94PjFTlZ2JgQ/JYS+y4vSQJEOcvsID1+KEsQ9yHLLhfwEaZ88aMGg05Swah5XiC/zu7WzshyjlJ35Mo+0uC/5pEU9PStKxzMaOVrJD97Gn8683McTU4LpoQ7dgZf4W6f3cH8N8+Hq6sd3+MkpI8qQwtYXW7QiqFqMJVAZGF6Mb6P/gQEyh1xkh7AFWlrcPec55dAFHJw+HSxq22utqZ6s1N/rGfcRoRYP6dzpyfldOWXmL+q3ECXIor2Y+S31Rz7iTkzp5zu6J3jQMwwiJ+9LDAxedrxB1J7AvenTb1Xd0v0yVU/cwIfdkehEjv26T00JDQfOXQ8DnG0x7Cv/HFYq359z7it+tcXjPkTs9HMesGCUVea7AzRqsIujxtfTZTy/JxnkVZ5ojQO9W2drg+x7wuu9ngD7gzWTO+VMvFe+wkTS8ORgMaPxSk7yVwQoEXVaY8WNKKi6knPLZe6seLUgj0bCMLtHL11joTYmzpqKfsxArJ5bxWmi9k6epm1zq253i1Vzq5OR6/q9JdYDq0G81XRHvjrKAAP7Q4mDcLoyGSZNTCj+soEOWZLv4Ts+2tekKbOqOJdVcQYZnhkNsWrKbPQ+0HAAtJiVN4yGQJ0NoyGYv1E0hNOZ1Y4SanQDCGJpCSk/lrpISTQEJxNLzIFoy+WzRUOUCRM68iQaItJoiCgti0dIoyEi7gC7aIh6d+dIAuJyTiKf3VzOw1rl4L6e6A9pqwWKz1hQ/axLbv1ojA1sTmV4av28sRuJU9FIHN3gms6/MiWbds5E8NQ9Si7idw99uVPTQh/T8T4az8v6yU9YjjZ4vZ5J87obCJAyHeb43RzTIrtq2YEDttRpqUn9mA+TepWm1BxgOE8zaeTfE6FEGMgiJbjA9vOn2kwOd4XBzXrKRrc41LvKrTB164ey9Thiqlho3PrVwijpB0nBXRVfU2f8lcerujI6hKxPnIx97vW4C6tQ5U7G1qfbzjJEF1Slxx2LTF6vIbE6SL87yJIbJEx4DjLSQaoPktFZJUZlFd1GedR18kfxdd3dTvc9BayNWPj0FikUqBRNZNz7d6foT3v8ZIuspnGrqbD/TTqDGEbvPg37Bd7F3fI6tdJfekAPikrsZn5+Cyrcon3OfSzA17BO3a1/wVP48KUv3190ez9o+2fytOzZy/f22EOoPQTdZqShk3dBGTK+7ObxK5A97fxbDRwL47eI9BOnnC8ft+sSiO57CI9tCnejTAiAXyTIA0Ny9w8MyUdupb6KPZ66LMXxb1zhGfk+8hNXZI1Wa76V3XmnyY7XW3NTc0eYvvPO25AxnC21pq6utxv7J7PR7Pw333jNjQcP3nR+dqcZzhbqrfpsOxu9w9yRzTSONWZQQpsazmYb7Xb9SAMvs07jnR286RxtpIenZhrpRH1ubr6THmqk/NZxdudwNjM/UZdvJ2ejb78jWzh6oj01UZ+5zuWyg0NLJ0xjdqFzwhydanfmWyfMQmv+2FQbr9P6kfrUXHq4NT+bsg/01mjN1WfSbglMKL35xuvS+bmZE2amcaQ+ccK0luak9KH6TH1uAoM62piYTufmj5v6zAx+j8zM49U70BibMZyDqcsHnq/AWNLjU52j80sd9sGPQb9jalJaT+cXGnNtaXgG4zTt2XqrY17bnmhNLeC+yyUOt+pHZhtzHcOvUXc4uRHX4Ihr0DQOH27gxpYEzA1MKp1qA2QLjXqnMbk3VXi22h30jPHPL8112qaens9ShO/heU6kMZkeOpF2js+nRxvvrE82JqZmAZrJqSNTKD0xP9fBpNqmMz8/MlufOzHS7attZubbnd5n4EHvI7tfXGq0TqRH6+10dr7VwIjqc+klF6c9peYX9JvYE0tYtdmD7gmT7mBR2rvqk5O9z6svFlqNw9rHzTfu54xm5ueOAALSxeUXveZizKrTQIWZevso7g7d2kbwzyzNTWMp51bHa3K49WbVj49MHMXjBJ8Ii9b8TE/OzBR+6705+XiOzs9MttN66uqkqyWudDgyVz82dQT9XdCpH7riUGv+eBsv5xptjuB4q76wgMdD9cmRuaXZQ0h2592ZX1haMHhvJmbmlybbUwv5XMzhpTlp2xyeb81qN9158vPjIy5v9VPkxo2CyZzEuiMEQHL6MCC2mRHQ5szI1BwnibUUJErbSxNH09UGFel0zCwhKM96wLIpHZghBdzcmgF7WK2Xjc4tzcxINyw00Th4+PBcoyNfVa8vdeYlcWxqsqGpI+1ZzZmfmmhISgbI9ky9PW2ONw4x91B9Ytp0WvWpGYBuRDBBCt50tDW/dOSoAREcJeljoMdbQB/BcuKRcVzuDB4CWI6mC/OtTn1mOFUO0GUnwxszFllFrOYEyHmkMTcxP8lMgsl9Hf4VACQQLp1rNCYFphsWdlhOuj1WnwE3ufmm8ZHL0/phkj2oVkseBVUAk2ewkscagLCwl2y001pqgAXPT7tkjhVoCU85KhrHy0aWFib52DuLPM9xw/wR3S21ezo6XJ9p5z1pemGpBeRHAqBucwbS83B6CLyRk2kvLRCewA9iFZZkjkUbsw0zNTfXaI3oR/i7I3aPXToDZ6lzGQGE1VfAzjZ45cwkRQiRlCvvQMWaruRr250TMw0yXbk7DiH4mb7Z0RswWKqAD42AEYFzna0EGRJ6BnB+UCmQL2B3lgLguOks0UxeL06a6am5STPRdogC4IzkyRweq8+CLWAeeU4OIuKWoFXPi7Xku/bFD4RcXvQdE7OTZlW0ofvuOsq7nAG6pXEMLT0uPYBB43E0R+nj9TlWWyvIuLD5+ARL9wI6LD11ZA6SZINZ9NTFmw2Kp7lQdfM5b/37VankSqCRuV6GVmeP3QqKzsThel5gvkVEgcymhK93qMgQkOQ5qFJPd7HEKFptg5VJywIsmWAP4NcwAKnYlR/pujVaX1RwtQtc7Uf6OHuV6caJhfokucY8bih3XEb2elWjUsin1cxrnD6wNvd6J1vX5r5paQoK07XgyWvzD0h/a/PAsCXjNnOrue3OO4fL2cT8zNLs3AEQADTDpc7hi/Zcg9HePAcayfC6pf8rBtRBcxsep+aOrdEQwchnxt7ZmFhi1hvnO1OHp1Zf9yimTDteL08ZlrMhqTuy7cIm6uj+aKez0B7dtWtyfqK9c77enmqPkHZ3zreO7JL/gsP9Hrt450U7d++ChlHv1HdftGu+vUvbaGsB5V71ESm2s9mG3MPYjwHhRARmki+zW+qZBzXkyRb4eYspkjOK6n+hAjV6tfZurZ210cVcZ2riLWe8aS3N6OR6iQeI0kuy7XmQgEhFJV3Rp3oo1lyZa7nmylX5jQe2cUUPT7jCULMx0ADbnb2QyvhZXJrHL/FvDvcZXEdwCU9h/sxSGwUX5vHbWFyC9ECZ+eOH6i3kzi6wIGTzXgNa22va8zP4acxOSXtT85Ounb3GXn8DW1kY7SpIo5RPsD5aU50TGR8Ih/1zk4134gnGxdHGzMKqGcLCR8HJrm2oLq72xerLM+wWVuiI9APSAHKaNX/4MHQ2SVIRPbj6qOC7Bpy1LVW6snLY2UYshEnNTrV1/fCo1LDa1zWrz425ye4TJjPZOFwHZYBQD08dWWrl9lFufvVoAWK4SRMzjbkjnaPdsV6XP6LW1BxmakBuR1w70v11mi2dd9NdwHD2xJ0b9Alwai1Rr3XPw3dkZDxuXi4By4a8iunyHdnUpEvISvGBShS4wOXghdDK0wtS9Nxex0GHgbzphowcsoC8mwbLXggjqO3p+RfvMReZ3SbDdKYOY016jEkFTEZbFFRvbm6DpzomLWx9raiiIG4PqxCiOtK1AXcaOznZYwAOk/t36tONnjJp/XgdBW9irmu2o5bqXmoE696eRRy7YjesYezKV0HUPQLhUOMwzTCA48g82DVwdV7gtzO1beZicQFWKLIglhPKBZzVDF5xgagobYHiTvNmLADZx1nsur2q+sNkBfDmD68ZrViiO83Y6jBJSISd6rRulOvVYAxwp64Fp9MjQxeOQmkcTtl09xFKNdQjp+mlDrs4kLwRmsRrx+Vk9u3KWru5t2MFAaj2TvNWQZx6PrC0DV2Aoz7/4ldr7wK21MlVsT/FDXAW43qnuUZcCrKwC40ZGimjPXilihvxdgL680i7gRlTrd+ZCj4Qp7Hs6dRa4PYqTt22umMH5FTcy3i7DFKZ95+t/MJw129R3wDZwH7zlnq0orxGe6EO3VdbQPWZRl1W7VXp4XltAFCkeUTUBxBoCzrUZm1ymvRQq1GfRhOQHG0ZocqgM6xooqiDMtaxzUU4DgD2Dq5LGm3VBB1CChW3xdY6A8E2XhCZqSwF0GVV4m20MK778y8elzl3QYhhnH+JdXkCxo1VwA35wHk5HxD2oczrPEW7S5xCPUVfGe1WoPB8zqrAD7iMvbp2Tu57Rd9ymmpDIU0dtZ1OzqfqeWNrqagJjtQb9TU69jzsHO1hrcbZaTdmDq/2NOxU/0lX4Y00dOuriyPIxdo9/LOLozLhBYhJWcE55VTmmpxaz1yAvWclXo5yNsUUd6Ykfo6ZDEAIfkrtbzR9oNFYSHO7iWg81etKGt6AI81NzCxNsmrOG1zHG03nX8OghwV+ow7rURJQWMAM5jo7LsSicXCEJ+QfH7pgkP+aLh1xVvPtG4wAk+9S1V5iLImYIDn/4t07zbDZCdqDXNxhLhA9odeF25ORO4V/kDQ1zjfUwLq1O+oGkEVAZ6ZUKVf7YqjyWSPX2t+8NAF20j68NKPqyp234a981iKiQbkyw2VjzBX9ntmF63Zc3wg8s7ngmb24vNAzP4frh5F+FPd+/l+CZ/lXRpn/aVBnXf7fRZ75h/DM/L9E/q9vUP5u3zNvKZ7ZzweQP7BB/rsx3le7/HNKnvlSoOlFlH+hcGb+EsoOl89s5zGM5K/7zsz/NvKu3aD876D9czbI/wfCaIP829H/j2yQb/oH+0v9/QN+sVAqFTH/igcEMuZRd5/G/RW4X437K3F/L+6juP887sO434b7VZwv7lfgfgvur8P9BO7vwP1m3F+L+0/gfh7u1+N+Pu6fxH0n7g3cX4X7XtyvxH0f7hnuH8V9L+4/hfsu3A8dnmt1ju022+847w78O/+1V772/A9iTnc62O8c3jtau/LC2+5cN71fjBT2v4rrO7iaWJM/Aj58GvB+JvbM80h/DLB8N/I/iOsetPckrp/C9TVcV6D+VwDTCHUvxPVu4Ogy8o4iPYJ1XUKd59COjzZejes48gexZjW8uxbvfhN5j+L+NPr5C7T3MK4bUf/ncP8llDsH7+9Fmz+EeuN4/ns8L+O+iD5/G238Rzx/CPfv4P4J5D2DupN4XkF6B67fQL1+tH0B3v9ZSWFxJ57vx/VeXCdxPY7rK7jOQ/nrcX87yk7gmg21POH4BxjjC4DJ2zyZi+/LG6Y8EyAV9lzBunTvlefl/07/C/8xnDuMCsVSn8sox5Vq/8DZK/yf3v8//rcb6zUP2A4BrltwPXGOJzD6EOAa4X4vYF/A/UfxXOR/7/qv/DO+KRn/qpIphSYpGfdX2oHfYfx58rv+r88kxk/7jL/iuXL/0r8y+uVVwfV/U9+XP9C6///5H/lS9hLlS3+5RfnSBxLlS/u3KF+6b4vypcIm5Utv26x86eZE+dLWLcqXPjuofGkwUb5U2ax86Q8S5Uu/vUn50vKA8qVf3Kx8ad9LlC/9woDypR2Dypf+w0uUL00NKl966yblS98fVL70/X7lS5cPKF96frPypfrAqtzZfdHFl1z66j2XXf4ae/U1146Nm/8NJUWIlg==';

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

/** What the text holds, base64 and deflated. */
async function inflate(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
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
